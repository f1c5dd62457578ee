import { type Kernel, kernelHalfWidth } from './kernel.js';

/** The kernel tabulated for one pair of rates: a row of taps for every position of an output between two inputs. */
export interface Polyphase {
	/** out-rate : in-rate = up : down, without a common factor */
	up: number;
	down: number;
	/** taps of a row, a multiple of 4 */
	taps: number;
	/** positions from one input sample to the next: `up`, or fewer when the outputs lie between two rows */
	phases: number;
	/** phases + 1 rows of `taps` */
	table: Float32Array;
}

/** Largest table (numbers of 4 bytes) with a row for every position; 24,414 → 16,000 Hz needs 3.5 million. */
const largestTable = 4_000_000;
/** Rows per sample of the lower rate otherwise. libsamplerate itself interpolates linearly between 2381. */
const blendedPhases = 4096;

/** Tabulates the kernel. When the rate goes down, the kernel is stretched and lowered to keep the new band only. */
export function tabulate(kernel: Kernel, up: number, down: number): Polyphase {
	const stretch = Math.min(1, up / down);
	const taps = 4 * Math.ceil((2 * Math.ceil(kernelHalfWidth / stretch)) / 4);
	const phases = up * taps <= largestTable ? up : Math.ceil(blendedPhases * stretch);
	const table = new Float32Array((phases + 1) * taps);
	for (let phase = 0, at = 0; phase <= phases; phase++) {
		for (let tap = 0; tap < taps; tap++, at++) {
			table[at] = stretch * kernel(stretch * (phase / phases + taps / 2 - 1 - tap));
		}
	}
	return { up, down, taps, phases, table };
}

/** The input sample at or just before output sample `n`. */
export const inputBefore = (plan: Polyphase, n: number): number => Math.floor((n * plan.down) / plan.up);

/** A stretch of the input: `values[i]` is input sample `start + i`. */
export interface Block {
	start: number;
	values: Float64Array;
}

/**
 * Output samples `first` … `first + output.length − 1`: each is a row of the table times the input around it.
 *
 * @param block holds the inputs from taps/2 − 1 before the first output to taps/2 after the last
 */
export function filterBlock(plan: Polyphase, block: Block, first: number, output: Float32Array): void {
	const { up, down, taps, phases, table } = plan;
	const offset = taps / 2 - 1 + block.start;
	for (let i = 0, n = first; i < output.length; i++, n++) {
		const before = Math.floor((n * down) / up);
		const remainder = n * down - before * up;
		if (phases === up) {
			output[i] = dot(table, remainder * taps, block.values, before - offset, taps);
			continue;
		}
		const position = (remainder / up) * phases;
		const row = Math.floor(position);
		const low = dot(table, row * taps, block.values, before - offset, taps);
		const high = dot(table, (row + 1) * taps, block.values, before - offset, taps);
		output[i] = low + (position - row) * (high - low);
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
