import { checkRates } from './check-rates.js';
import { loadPlans } from './plan-source.js';
import { type Block, filterBlock, inputBefore, type Polyphase } from './polyphase.js';

/** Resamples a signal that arrives in pieces. All its output joined equals `resample` of the whole, to the bit. */
export interface StreamResampler {
	/** Takes the next samples; returns what can be computed by now, possibly nothing. */
	push(samples: Float32Array): Float32Array;
	/** Ends the signal and returns the rest. Nothing may be pushed afterwards. */
	finish(): Float32Array;
}

/**
 * A resampler for live sound. Its output lags 143 samples of the lower rate behind (9 ms at 16 kHz).
 *
 * @param from rate of the samples that will be pushed, Hz
 * @param to wanted rate, Hz
 * @throws {SerError} PARAMETER when a rate is out of range
 * @example
 * const resampler = await createStreamResampler(48000, 16000);
 * for await (const { samples } of microphone) handle(resampler.push(samples));
 */
export async function createStreamResampler(fromRate: number, toRate: number): Promise<StreamResampler> {
	const { from, to } = checkRates(fromRate, toRate);
	if (from === to) return { push: (samples) => samples, finish: () => new Float32Array() };
	return streamThrough((await loadPlans())(from, to));
}

function streamThrough(plan: Polyphase): StreamResampler {
	const before = plan.taps / 2 - 1;
	let block: Block = { start: -before, values: new Float64Array(before) };
	let received = 0;
	let next = 0;
	const emit = (stop: number): Float32Array => {
		const output = new Float32Array(Math.max(0, stop - next));
		filterBlock(plan, block, next, output);
		next += output.length;
		const start = Math.min(inputBefore(plan, next) - before, block.start + block.values.length);
		block = { start, values: block.values.slice(start - block.start) };
		return output;
	};
	const append = (samples: ArrayLike<number>) => {
		const values = new Float64Array(block.values.length + samples.length);
		values.set(block.values);
		values.set(samples, block.values.length);
		block = { start: block.start, values };
	};
	return {
		push(samples) {
			append(samples);
			received += samples.length;
			// Output n needs the inputs up to floor(n · down / up) + taps / 2.
			const complete = received - plan.taps / 2;
			return emit(complete <= 0 ? 0 : Math.ceil((complete * plan.up) / plan.down));
		},
		finish() {
			append(new Float64Array(plan.taps + Math.ceil(plan.down / plan.up)));
			return received === 0 ? new Float32Array() : emit(Math.max(1, Math.round((received * plan.up) / plan.down)));
		},
	};
}
