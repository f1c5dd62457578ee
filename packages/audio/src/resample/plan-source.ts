import { readKernel } from './kernel.js';
import { loadLibsamplerate } from './libsamplerate.js';
import { type Polyphase, tabulate } from './polyphase.js';

/** Gives the table for a pair of rates (whole Hz). */
export type PlanSource = (from: number, to: number) => Polyphase;

/** Tables kept, the last used ones; the largest has 16 MB. */
const keptTables = 4;

/** Loaded once per thread, with its tables keyed by the pair of rates. */
let loading: Promise<PlanSource> | undefined;

/** Loads libsamplerate on the first call and reads its filter (see docs/decisions/resampling.md). */
export function loadPlans(): Promise<PlanSource> {
	loading ??= createPlanSource();
	return loading;
}

async function createPlanSource(): Promise<PlanSource> {
	const library = await loadLibsamplerate();
	const kernel = readKernel(library);
	library.destroy();
	const plans = new Map<string, Polyphase>();
	return (from, to) => {
		const factor = greatestCommonDivisor(from, to);
		const [up, down] = [to / factor, from / factor];
		const key = `${up}:${down}`;
		const plan = plans.get(key) ?? tabulate(kernel, up, down);
		plans.delete(key);
		plans.set(key, plan);
		if (plans.size > keptTables) plans.delete(plans.keys().next().value as string);
		return plan;
	};
}

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
