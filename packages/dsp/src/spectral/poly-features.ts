import type { Matrix } from '@ser/core';
import { checkInteger, checkOption } from '../check.js';
import { applyFrameFeature, type FrameFeature } from '../stft/frame-feature.js';
import { spectrogramOf } from '../stft/spectrogram.js';
import type { SpectralOptions } from './spectral-shape.js';

export interface PolyOptions extends SpectralOptions {
	/** degree of the polynomial, ≥ 0, default 1 */
	order?: number;
}

/**
 * Coefficients of a polynomial in frequency (Hz) fitted to each magnitude spectrum.
 *
 * @param source mono signal, any length ≥ 1; or a magnitude spectrogram of frames × bins (librosa's `S=`)
 * @returns frames × (order + 1), highest power first
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.feature.poly_features` transposed.
 */
export function polyFeatures(source: Float32Array | Matrix, options: PolyOptions = {}): Matrix {
	const { sampleRate = 22050, order = 1 } = options;
	checkInteger('order', order, 0);
	const { spectrum, nFft } = spectrogramOf(source, options, 1);
	checkOption(order < spectrum.cols, 'order', `< the number of bins (${spectrum.cols})`, order);
	return applyFrameFeature(createPolyFeature(spectrum.cols, order, sampleRate / nFft), spectrum);
}

/** The polynomial of one magnitude spectrum as a frame feature. */
export function createPolyFeature(bins: number, order: number, hzPerBin: number): FrameFeature {
	const weights = fitWeights(bins, order, hzPerBin);
	return {
		cols: order + 1,
		power: 1,
		compute(spectrum, at, output, to) {
			for (let d = 0; d <= order; d++) {
				const row = weights[order - d]!;
				let sum = 0;
				for (let k = 0; k < bins; k++) sum += row[k]! * spectrum[at + k]!;
				output[to + d] = sum;
			}
		},
	};
}

/** For each power, the weights that give its coefficient: least squares on orthogonal polynomials (Forsythe 1957). */
function fitWeights(bins: number, order: number, hzPerBin: number): Float64Array[] {
	// Positions run over −1 … 1 (u), where the recurrence is well conditioned.
	const u = Float64Array.from({ length: bins }, (_, k) => (bins === 1 ? 0 : (2 * k) / (bins - 1) - 1));
	const weights = Array.from({ length: order + 1 }, () => new Float64Array(bins));
	let previous = { values: new Float64Array(bins), powers: new Float64Array(order + 1) };
	let current = { values: new Float64Array(bins).fill(1), powers: new Float64Array(order + 1) };
	current.powers[0] = 1;
	let previousNorm = 1;
	for (let d = 0; d <= order; d++) {
		let norm = 0;
		let moment = 0;
		for (let k = 0; k < bins; k++) {
			norm += current.values[k]! ** 2;
			moment += u[k]! * current.values[k]! ** 2;
		}
		for (let p = 0; p <= d; p++) {
			for (let k = 0; k < bins; k++) weights[p]![k]! += (current.powers[p]! * current.values[k]!) / norm;
		}
		const alpha = moment / norm;
		const beta = d === 0 ? 0 : norm / previousNorm;
		const next = {
			values: current.values.map((value, k) => (u[k]! - alpha) * value - beta * previous.values[k]!),
			powers: current.powers.map(
				(value, p) => (p > 0 ? current.powers[p - 1]! : 0) - alpha * value - beta * previous.powers[p]!,
			),
		};
		previousNorm = norm;
		previous = current;
		current = next;
	}
	return toHertz(weights, 2 / (bins - 1) / hzPerBin);
}

/** From powers of u = scale·f − 1 to powers of f. */
function toHertz(inU: Float64Array[], scale: number): Float64Array[] {
	const order = inU.length - 1;
	return inU.map((_, power) => {
		const row = new Float64Array(inU[0]!.length);
		let binomial = 1;
		for (let d = power; d <= order; d++) {
			const factor = binomial * (-1) ** (d - power) * scale ** power;
			for (let k = 0; k < row.length; k++) row[k]! += factor * inU[d]![k]!;
			binomial = (binomial * (d + 1)) / (d + 1 - power);
		}
		return row;
	});
}
