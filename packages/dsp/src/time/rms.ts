import { createMatrix, type Matrix, SerError } from '@ser/core';
import { checkInteger, checkOneOf, checkSamples } from '../check.js';
import { frameCount, type PadMode, paddedIndex } from '../stft/framing.js';

export interface RmsOptions {
	/** samples, default 2048 */
	frameLength?: number;
	/** samples, default 512 */
	hopLength?: number;
	/** frame t centred at t × hopLength, default true */
	center?: boolean;
	/** what lies beyond the ends, default 'constant' */
	padMode?: PadMode;
}

/**
 * Root of the mean square of each frame.
 *
 * @param source mono signal, any length ≥ 1; or a magnitude spectrogram of frames × bins (librosa's `S=`)
 * @returns frames × 1, full scale 1
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal, or a spectrogram of other than frameLength / 2 + 1 bins
 * Equals `librosa.feature.rms` transposed.
 */
export function rms(source: Float32Array | Matrix, options: RmsOptions = {}): Matrix {
	const { frameLength = 2048, hopLength = 512, center = true, padMode = 'constant' } = options;
	checkInteger('frameLength', frameLength);
	checkInteger('hopLength', hopLength);
	checkOneOf('padMode', padMode, ['constant', 'reflect', 'edge']);
	if (!(source instanceof Float32Array)) return rmsOfSpectrum(source, frameLength);
	checkSamples(source);
	const rows = frameCount(source.length, { frameLength, hopLength, center, padMode });
	const lead = center ? Math.floor(frameLength / 2) : 0;
	const result = createMatrix(rows, 1);
	for (let t = 0; t < rows; t++) {
		result.data[t] = Math.sqrt(frameEnergy(source, t * hopLength - lead, frameLength, padMode) / frameLength);
	}
	return result;
}

function frameEnergy(samples: Float32Array, start: number, frameLength: number, padMode: PadMode): number {
	let sum = 0;
	const inside = padMode === 'constant' || (start >= 0 && start + frameLength <= samples.length);
	if (inside) {
		const end = Math.min(samples.length, start + frameLength);
		for (let i = Math.max(0, start); i < end; i++) sum += samples[i]! * samples[i]!;
		return sum;
	}
	for (let i = 0; i < frameLength; i++) {
		const x = samples[paddedIndex(start + i, samples.length, padMode)]!;
		sum += x * x;
	}
	return sum;
}

function rmsOfSpectrum(spectrum: Matrix, frameLength: number): Matrix {
	const { data, rows, cols } = spectrum;
	if (cols !== Math.floor(frameLength / 2) + 1) {
		throw new SerError(
			'INPUT',
			`spectrogram must have frameLength / 2 + 1 bins (frameLength ${frameLength}), got ${cols}`,
		);
	}
	const result = createMatrix(rows, 1);
	for (let t = 0; t < rows; t++) {
		let sum = 0;
		for (let k = 0; k < cols; k++) {
			const half = k === 0 || (k === cols - 1 && frameLength % 2 === 0) ? 0.5 : 1;
			sum += half * data[t * cols + k]! * data[t * cols + k]!;
		}
		result.data[t] = Math.sqrt(2 * sum) / frameLength;
	}
	return result;
}
