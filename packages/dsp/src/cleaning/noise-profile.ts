import type { Matrix } from '@ser/core';

/**
 * Mean power of the noise in each bin, from the quietest frames.
 *
 * @param power frames × bins
 * @param share of the frames that count as noise, default 0.15, at least 4 frames
 * @returns one value a bin, above 0
 */
export function noiseProfile(power: Matrix, share = 0.15): Float64Array {
	const { data, rows, cols } = power;
	const energy = new Float64Array(rows);
	for (let t = 0; t < rows; t++) for (let k = 1; k < cols; k++) energy[t]! += data[t * cols + k]!;
	const order = Array.from(energy.keys()).sort((a, b) => energy[a]! - energy[b]!);
	// Digital silence at the ends of a file tells nothing about the noise under the speech.
	const sounding = order.filter((t) => energy[t]! > 1e-10);
	const frames = (sounding.length > 0 ? sounding : order).slice(0, Math.max(4, Math.round(share * rows)));
	const profile = new Float64Array(cols);
	for (const t of frames) for (let k = 0; k < cols; k++) profile[k]! += data[t * cols + k]!;
	return profile.map((sum) => sum / frames.length + 1e-12);
}
