import { type Kernel, kernelHalfWidth } from './kernel.js';

/** The kernel tabulated for one pair of rates: one row of taps for every position between two input samples. */
export interface Polyphase {
	/** out-rate : in-rate = up : down, without a common factor */
	up: number;
	down: number;
	/** taps of a row, a multiple of 4 */
	taps: number;
	/** `up` rows of `taps` */
	table: Float32Array;
}

/** Numbers in the table for a pair of rates; 24,414 → 16,000 Hz has the largest of the usual ones, 3.5 million. */
export function tableSize(up: number, down: number): number {
	return up * tapsFor(up, down);
}

function tapsFor(up: number, down: number): number {
	const half = Math.ceil(kernelHalfWidth * Math.max(1, down / up));
	return 4 * Math.ceil((2 * half) / 4);
}

/** Tabulates the kernel. When the rate goes down, the kernel is stretched and lowered to keep the new band only. */
export function tabulate(kernel: Kernel, up: number, down: number): Polyphase {
	const taps = tapsFor(up, down);
	const stretch = Math.min(1, up / down);
	const table = new Float32Array(up * taps);
	for (let phase = 0, at = 0; phase < up; phase++) {
		for (let tap = 0; tap < taps; tap++, at++) {
			table[at] = stretch * kernel(stretch * (phase / up + taps / 2 - 1 - tap));
		}
	}
	return { up, down, taps, table };
}

/** Output samples that share one copy of their input, with its surroundings, as Float64. */
const blockSamples = 8192;

/** Filters: every output sample is one row of the table times the input around it; zeros beyond both ends. */
export function applyPolyphase(plan: Polyphase, samples: Float32Array, output: Float32Array): void {
	const { up, down, taps, table } = plan;
	const before = taps / 2 - 1;
	const block = new Float64Array(Math.ceil((blockSamples * down) / up) + taps + 1);
	for (let start = 0; start < output.length; start += blockSamples) {
		const stop = Math.min(output.length, start + blockSamples);
		const first = Math.floor((start * down) / up) - before;
		block.fill(0);
		const from = Math.max(0, first);
		block.set(samples.subarray(from, Math.max(from, Math.min(samples.length, first + block.length))), from - first);
		for (let n = start; n < stop; n++) {
			const at = Math.floor((n * down) / up);
			const row = (n * down - at * up) * taps;
			output[n] = dot(table, row, block, at - before - first, taps);
		}
	}
}

function dot(a: Float32Array, ia: number, b: Float64Array, ib: number, length: number): number {
	let s0 = 0;
	let s1 = 0;
	let s2 = 0;
	let s3 = 0;
	for (let k = 0; k < length; k += 4) {
		s0 += (a[ia + k] as number) * (b[ib + k] as number);
		s1 += (a[ia + k + 1] as number) * (b[ib + k + 1] as number);
		s2 += (a[ia + k + 2] as number) * (b[ib + k + 2] as number);
		s3 += (a[ia + k + 3] as number) * (b[ib + k + 3] as number);
	}
	return s0 + s1 + (s2 + s3);
}
