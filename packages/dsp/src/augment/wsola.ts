/**
 * Waveform-similarity overlap-add (Verhelst & Roelands 1993): Hann frames laid half over each other; each is taken from within
 * a quarter of a frame of where the time map points, at the place that best continues the frame before.
 *
 * @param frameLength samples, even
 * @returns round(samples.length · factor) values
 */
export function wsola(samples: Float32Array, factor: number, frameLength: number): Float32Array {
	const hop = frameLength / 2;
	const reach = Math.floor(frameLength / 4);
	const length = Math.max(1, Math.round(samples.length * factor));
	const frames = Math.ceil(length / hop) + 1;
	const pad = frameLength + reach;
	const source = new Float32Array(samples.length + 2 * pad + frameLength);
	source.set(samples, pad);
	const window = Float64Array.from(
		{ length: frameLength },
		(_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / frameLength),
	);
	const sum = new Float64Array((frames + 1) * hop + frameLength);
	let natural = -1;
	for (let m = 0; m < frames; m++) {
		// Frame m covers the output from (m − 1) · hop on.
		const ideal = pad + Math.min(samples.length, Math.round(((m - 1) * hop) / factor));
		const start = natural < 0 ? ideal : mostSimilar(source, natural, ideal, reach, frameLength);
		for (let i = 0; i < frameLength; i++) sum[m * hop + i]! += source[start + i]! * window[i]!;
		natural = Math.min(start + hop, source.length - frameLength);
	}
	return Float32Array.from(sum.subarray(hop, hop + length));
}

/** The start near `ideal` whose frame correlates best with the frame at `target`; every second sample is enough. */
function mostSimilar(source: Float32Array, target: number, ideal: number, reach: number, length: number): number {
	let best = ideal;
	let bestScore = Number.NEGATIVE_INFINITY;
	const last = Math.min(ideal + reach, source.length - length);
	for (let start = Math.max(0, ideal - reach); start <= last; start++) {
		let product = 0;
		let energy = 1e-12;
		for (let i = 0; i < length; i += 2) {
			const value = source[start + i]!;
			product += value * source[target + i]!;
			energy += value * value;
		}
		const score = product / Math.sqrt(energy);
		if (score > bestScore) {
			bestScore = score;
			best = start;
		}
	}
	return best;
}
