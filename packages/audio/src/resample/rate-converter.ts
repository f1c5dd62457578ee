import { readKernel } from './kernel.js';
import { convertDirectly, loadLibsamplerate } from './libsamplerate.js';
import { applyPolyphase, type Polyphase, tableSize, tabulate } from './polyphase.js';

/** Fills `output` with the samples at the rate `to`. Synchronous, so that concurrent calls never mix. */
export type RateConverter = (
	samples: Float32Array,
	conversion: { from: number; to: number; output: Float32Array },
) => void;

/** Largest table, in numbers of 4 bytes; pairs of rates that need more go through the library itself. */
const largestTable = 4_000_000;
/** Tables kept, the last used ones. */
const keptTables = 4;

/**
 * Loads libsamplerate, reads its filter, and returns a converter that applies this filter from tables: the library's
 * result to 1e-6, several times faster (see docs/decisions/resampling.md).
 */
export async function createRateConverter(): Promise<RateConverter> {
	const library = await loadLibsamplerate();
	const kernel = readKernel(library);
	const plans = new Map<string, Polyphase>();
	const planFor = (up: number, down: number): Polyphase => {
		const key = `${up}:${down}`;
		const plan = plans.get(key) ?? tabulate(kernel, up, down);
		plans.delete(key);
		plans.set(key, plan);
		if (plans.size > keptTables) plans.delete(plans.keys().next().value as string);
		return plan;
	};
	return (samples, { from, to, output }) => {
		const factor = greatestCommonDivisor(from, to);
		const [up, down] = [to / factor, from / factor];
		if (tableSize(up, down) > largestTable) convertDirectly(library, samples, { from, to, output });
		else applyPolyphase(planFor(up, down), samples, output);
	};
}

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
