import { createMatrix, type Matrix } from '@ser/core';
import { checkOption, checkSamples } from '../check.js';
import { exponentialIntegral } from './exponential-integral.js';
import { denoiseFrame, filterSpectrum } from './filter-spectrum.js';
import { noiseProfile } from './noise-profile.js';

export interface LogMmseOptions {
	/** Hz */
	sampleRate: number;
	/** lowest gain, dB, ≥ 0, default 20 */
	reductionDb?: number;
}

/** Weight of the last frame's clean estimate in the a-priori signal-to-noise ratio. */
const decisionDirected = 0.95;
/**
 * Share of the noise estimate kept from frame to frame. Slower than the paper's 0.8, as the start is already good:
 * measured on speech at 20 dB, 0.8 takes speech away with the noise.
 */
const memory = 0.98;
/** The a-priori ratio assumed where speech is present, 15 dB, for the noise tracker. */
const assumedRatio = 31.622776601683793;

/**
 * Noise reduction by the log-spectral-amplitude estimator (Ephraim & Malah 1985, decision-directed), the noise followed by the
 * speech-presence probability (Gerkmann & Hendriks 2012) from a start in the recording's quiet parts.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns as many samples
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 */
export function logMmse(samples: Float32Array, { sampleRate, reductionDb = 20 }: LogMmseOptions): Float32Array {
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	checkOption(reductionDb >= 0, 'reductionDb', '≥ 0', reductionDb);
	checkSamples(samples);
	return filterSpectrum(samples, denoiseFrame(sampleRate), (power) => gainsOf(power, 10 ** (-reductionDb / 20)));
}

function gainsOf(power: Matrix, floor: number): Matrix {
	const { data, rows, cols } = power;
	const gains = createMatrix(rows, cols);
	const noise = noiseProfile(power);
	const clean = new Float64Array(cols);
	const presence = new Float64Array(cols).fill(0.5);
	const lowest = floor * floor;
	for (let t = 0; t < rows; t++) {
		for (let k = 0; k < cols; k++) {
			const observed = data[t * cols + k]!;
			noise[k] = trackNoise(noise[k]!, observed, presence, k);
			const posterior = Math.min(observed / noise[k]!, 1e4);
			const prior = Math.max(
				lowest,
				decisionDirected * (clean[k]! / noise[k]!) + (1 - decisionDirected) * Math.max(0, posterior - 1),
			);
			const wiener = prior / (1 + prior);
			const gain = wiener * Math.exp(0.5 * exponentialIntegral(Math.max(1e-8, wiener * posterior)));
			const bounded = Math.min(1, Math.max(floor, gain));
			clean[k] = bounded * bounded * observed;
			gains.data[t * cols + k] = bounded;
		}
	}
	return gains;
}

/** One step of the noise estimate; `presence` is the smoothed probability that keeps it from locking. */
function trackNoise(noise: number, observed: number, presence: Float64Array, k: number): number {
	const ratio = Math.min(observed / noise, 1e4);
	let probability = 1 / (1 + (1 + assumedRatio) * Math.exp((-ratio * assumedRatio) / (1 + assumedRatio)));
	presence[k] = 0.9 * presence[k]! + 0.1 * probability;
	if (presence[k]! > 0.99) probability = Math.min(probability, 0.99);
	const estimate = probability * noise + (1 - probability) * observed;
	return Math.max(1e-12, memory * noise + (1 - memory) * estimate);
}
