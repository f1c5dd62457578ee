import { realFft } from '../fft/real-fft.js';

/**
 * Phase vocoder with identity phase locking (Laroche & Dolson 1999): the phase of each spectral peak advances by what it
 * advances in one synthesis hop of the input, and its neighbours keep their phase to it.
 *
 * @param nFft Hann window and FFT size, a multiple of 4; the hop is a quarter of it
 * @returns round(samples.length · factor) values
 */
export function phaseVocoder(samples: Float32Array, factor: number, nFft: number): Float32Array {
	const hop = nFft / 4;
	const plan = realFft(nFft);
	const bins = plan.bins;
	const length = Math.max(1, Math.round(samples.length * factor));
	const frames = Math.ceil((length + nFft) / hop);
	const window = Float64Array.from({ length: nFft }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / nFft));
	const frame = new Float64Array(nFft);
	const before = new Float64Array(2 * bins);
	const spectrum = new Float64Array(2 * bins);
	const magnitude = new Float64Array(bins);
	const phase = new Float64Array(bins);
	const output = new Float64Array(2 * bins);
	const sum = new Float64Array(frames * hop + nFft);

	const analyse = (start: number, into: Float64Array) => {
		for (let i = 0; i < nFft; i++) frame[i] = (samples[start + i] ?? 0) * window[i]!;
		plan.transform(into, frame);
	};
	for (let m = 0; m < frames; m++) {
		// Output frame m is centred on m · hop − nFft/2.
		const start = Math.round((m * hop - nFft / 2) / factor - nFft / 2);
		analyse(start, spectrum);
		if (m === 0) for (let k = 0; k < bins; k++) phase[k] = Math.atan2(spectrum[2 * k + 1]!, spectrum[2 * k]!);
		else {
			analyse(start - hop, before);
			for (let k = 0; k < bins; k++) magnitude[k] = Math.hypot(spectrum[2 * k]!, spectrum[2 * k + 1]!);
			advance(before, spectrum, magnitude, phase);
		}
		for (let k = 0; k < bins; k++) {
			const size = Math.hypot(spectrum[2 * k]!, spectrum[2 * k + 1]!);
			output[2 * k] = size * Math.cos(phase[k]!);
			output[2 * k + 1] = size * Math.sin(phase[k]!);
		}
		plan.inverse(frame, output);
		// Four squared Hann windows a quarter apart sum to 3/2.
		for (let i = 0; i < nFft; i++) sum[m * hop + i]! += (frame[i]! * window[i]!) / 1.5;
	}
	return Float32Array.from(sum.subarray(nFft, nFft + length));
}

/** Moves the output phases on by one hop: peaks by the input's phase difference, the bins around a peak with it. */
function advance(before: Float64Array, spectrum: Float64Array, magnitude: Float64Array, phase: Float64Array): void {
	const bins = phase.length;
	const angle = (values: Float64Array, k: number) => Math.atan2(values[2 * k + 1]!, values[2 * k]!);
	let from = 0;
	let peak = nextPeak(magnitude, 0);
	while (from < bins) {
		const next = nextPeak(magnitude, peak + 1);
		const to = next < bins ? Math.floor((peak + next) / 2) + 1 : bins;
		const here = angle(spectrum, peak);
		const locked = phase[peak]! + here - angle(before, peak);
		for (let k = from; k < to; k++) phase[k] = locked + angle(spectrum, k) - here;
		from = to;
		peak = next;
	}
}

/** The first bin from `from` on that is larger than two neighbours on each side; `bins` when there is none (0 at the start). */
function nextPeak(magnitude: Float64Array, from: number): number {
	const bins = magnitude.length;
	for (let k = Math.max(from, 2); k < bins - 2; k++) {
		const here = magnitude[k]!;
		if (here <= magnitude[k - 1]! || here <= magnitude[k - 2]!) continue;
		if (here >= magnitude[k + 1]! && here >= magnitude[k + 2]!) return k;
	}
	return from === 0 ? 0 : bins;
}
