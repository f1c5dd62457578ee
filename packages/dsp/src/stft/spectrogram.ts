import { createMatrix, type Matrix } from '@ser/core';
import { checkInteger, checkOption, checkSamples } from '../check.js';
import { type PowerSpectrum, powerSpectrum } from '../fft/power-spectrum.js';
import { computeRows, type FrameFeature } from './frame-feature.js';
import { frameCount } from './framing.js';
import { resolveStft, type StftOptions } from './stft-options.js';

export interface SpectrogramOptions extends StftOptions {
	/** exponent of the magnitude: 1 magnitude, 2 power (default) */
	power?: number;
}

/**
 * Magnitude of the short-time Fourier transform to a power.
 *
 * @param samples mono signal, any length ≥ 1
 * @param options hopLength defaults to 512, power to 2
 * @returns frames × (floor(nFft / 2) + 1)
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal, or one shorter than nFft when not centred
 * Equals `abs(librosa.stft(…)) ** power` transposed.
 */
export function spectrogram(samples: Float32Array, options: SpectrogramOptions = {}): Matrix {
	return compute(samples, options, (_, length) => new Float32Array(length));
}

/** A spectrogram in memory that the next one of the same frame size overwrites. */
export function passingSpectrogram(samples: Float32Array, options: SpectrogramOptions): Matrix {
	return compute(samples, options, (plan, length) => plan.workspace(length));
}

function compute(
	samples: Float32Array,
	options: SpectrogramOptions,
	allocate: (plan: PowerSpectrum, length: number) => Float32Array,
): Matrix {
	const { power = 2 } = options;
	const { nFft, hopLength, center, padMode, window } = resolveStft(options, 512);
	checkOption(power > 0, 'power', '> 0', power);
	checkSamples(samples);
	const rows = frameCount(samples.length, { frameLength: nFft, hopLength, center, padMode });
	const plan = powerSpectrum(nFft);
	const result = createMatrix(rows, plan.bins, allocate(plan, rows * plan.bins));
	const lead = center ? Math.floor(nFft / 2) : 0;
	plan.each(samples, -lead, hopLength, rows, padMode, window, (spectra, count, t) => {
		result.data.set(spectra.subarray(0, count * plan.bins), t * plan.bins);
	});
	if (power !== 2) raise(result.data, power / 2);
	return result;
}

/**
 * A frame feature of samples. The spectrogram passes by in pieces, which is faster than to keep it.
 *
 * @throws {SerError} as `spectrogram`
 * @returns frames × feature.cols, equal to the last bit to the feature of `spectrogram(samples, options)`
 */
export function frameFeatureOf(samples: Float32Array, options: StftOptions, feature: FrameFeature): Matrix {
	const { nFft, hopLength, center, padMode, window } = resolveStft(options, 512);
	checkOption(feature.power > 0, 'power', '> 0', feature.power);
	checkSamples(samples);
	const rows = frameCount(samples.length, { frameLength: nFft, hopLength, center, padMode });
	const plan = powerSpectrum(nFft);
	const result = createMatrix(rows, feature.cols);
	const lead = center ? Math.floor(nFft / 2) : 0;
	plan.each(samples, -lead, hopLength, rows, padMode, window, (spectra, count, t) => {
		if (feature.power !== 2) raise(spectra, feature.power / 2);
		computeRows(feature, spectra, count, plan.bins, result.data, t * feature.cols);
	});
	return result;
}

/** The magnitude spectrogram of a power spectrogram. */
export function magnitudeOf(powerSpectrogram: Matrix): Matrix {
	const magnitude = createMatrix(powerSpectrogram.rows, powerSpectrogram.cols, powerSpectrogram.data.slice());
	raise(magnitude.data, 0.5);
	return magnitude;
}

/**
 * What spectral features start from: the given spectrogram, or that of the given samples.
 *
 * @param source samples, or a spectrogram of frames × bins (librosa's `S=`), taken as it is
 * @param power the exponent of the feature's spectrogram
 * @param transform `passingSpectrogram` when the spectrogram is not handed on
 * @returns the spectrogram, the frame size it belongs to and its hop
 */
export function spectrogramOf(
	source: Float32Array | Matrix,
	options: StftOptions,
	power: number,
	transform: (samples: Float32Array, options: SpectrogramOptions) => Matrix = spectrogram,
): { spectrum: Matrix; nFft: number } {
	if (source instanceof Float32Array) {
		return { spectrum: transform(source, { ...options, power }), nFft: options.nFft ?? 2048 };
	}
	const { nFft = 2048 } = options;
	checkInteger('nFft', nFft);
	return { spectrum: source, nFft: Math.floor(nFft / 2) + 1 === source.cols ? nFft : 2 * (source.cols - 1) };
}

function raise(values: Float32Array, exponent: number): void {
	if (exponent === 0.5) for (let i = 0; i < values.length; i++) values[i] = Math.sqrt(values[i]!);
	else for (let i = 0; i < values.length; i++) values[i] = values[i]! ** exponent;
}
