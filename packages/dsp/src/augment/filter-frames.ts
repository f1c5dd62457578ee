import { realFft } from '../fft/real-fft.js';

/**
 * Changes the spectrum of a signal frame by frame: square-root Hann windows half over each other before and after.
 *
 * @param change is given each frame's spectrum, interleaved re im, and changes it in place
 */
export function filterFrames(
	samples: Float32Array,
	nFft: number,
	change: (spectrum: Float64Array) => void,
): Float32Array {
	const hop = nFft / 2;
	const plan = realFft(nFft);
	const window = Float64Array.from({ length: nFft }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / nFft));
	const frame = new Float64Array(nFft);
	const spectrum = new Float64Array(2 * plan.bins);
	const output = new Float32Array(samples.length);
	for (let start = -hop; start < samples.length; start += hop) {
		for (let i = 0; i < nFft; i++) frame[i] = (samples[start + i] ?? 0) * window[i]!;
		plan.transform(spectrum, frame);
		change(spectrum);
		plan.inverse(frame, spectrum);
		const last = Math.min(nFft, samples.length - start);
		for (let i = Math.max(0, -start); i < last; i++) output[start + i]! += frame[i]! * window[i]!;
	}
	return output;
}
