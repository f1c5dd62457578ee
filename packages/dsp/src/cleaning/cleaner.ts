import { SerError } from '@ser/core';
import { checkOption } from '../check.js';
import { preEmphasis } from '../time/pre-emphasis.js';
import { trimSilence } from '../time/trim-silence.js';
import { highPass } from './high-pass.js';
import { logMmse } from './log-mmse.js';
import { normalizeLevel } from './normalize-level.js';
import { spectralGate } from './spectral-gate.js';

/** A chain of cleaning steps, as one function. */
export interface Cleaner {
	/** what `cleaner` was given, without spaces */
	readonly spec: string;
	/** changes whenever the numbers change: part of a cache key */
	readonly version: string;
	/**
	 * @param samples mono signal, any length ≥ 1
	 * @returns a new signal, possibly shorter (trim), never empty
	 * @throws {SerError} INPUT for an empty or non-finite signal
	 */
	apply(samples: Float32Array): Float32Array;
}

type Step = (samples: Float32Array, sampleRate: number, value: number | undefined) => Float32Array;

const steps: Record<string, Step> = {
	highpass: (samples, sampleRate, cutoffHz) => highPass(samples, { sampleRate, cutoffHz }),
	denoise: (samples, sampleRate, reductionDb) => spectralGate(samples, { sampleRate, reductionDb }),
	wiener: (samples, sampleRate, reductionDb) => logMmse(samples, { sampleRate, reductionDb }),
	trim(samples, sampleRate, topDb = 30) {
		const hopLength = Math.max(1, Math.round(sampleRate / 100));
		const margin = Math.round(sampleRate / 20);
		return trimSilence(samples, { topDb, frameLength: Math.max(1, Math.round(sampleRate / 40)), hopLength, margin })
			.samples;
	},
	normalize: (samples, sampleRate, targetDb) => normalizeLevel(samples, { sampleRate, targetDb }),
	preemphasis: (samples, _sampleRate, coef) => preEmphasis(samples, { coef }),
};

/** The steps that `cleaner` knows. */
export const cleanerSteps: readonly string[] = /* @__PURE__ */ Object.keys(steps);

/**
 * A chain of cleaning steps by name, applied in the given order.
 *
 * @param spec 'none', or steps separated by commas, each with an optional value:
 *   highpass[=cut-off in Hz, 60], denoise[=reduction in dB, 20] (spectral gate), wiener[=reduction in dB, 20] (log-MMSE),
 *   trim[=dB below the loudest frame, 30] (50 ms margin), normalize[=dBFS of the active frames, −26], preemphasis[=coefficient, 0.97]
 * @param sampleRate Hz of the samples to come
 * @throws {SerError} PARAMETER for an unknown step or a bad value
 * @example
 * const clean = cleaner('highpass=80,wiener,trim', 16000).apply(samples);
 */
export function cleaner(spec: string, sampleRate: number): Cleaner {
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	const compact = spec.replace(/\s/g, '') || 'none';
	const chain = compact === 'none' ? [] : compact.split(',').map(parseStep);
	// Values are checked by the steps themselves: once now, on a signal of one sample.
	for (const { step, value } of chain) step(new Float32Array(1), sampleRate, value);
	return {
		spec: compact,
		version: `${compact}/2`,
		apply: (samples) =>
			chain.reduce<Float32Array>((signal, { step, value }) => step(signal, sampleRate, value), samples.slice()),
	};
}

function parseStep(text: string): { step: Step; value: number | undefined } {
	const [name = '', value, ...rest] = text.split('=');
	if (!Object.hasOwn(steps, name)) {
		throw new SerError('PARAMETER', `cleaning step must be one of none, ${cleanerSteps.join(', ')}, got "${text}"`);
	}
	if (value === undefined) return { step: steps[name]!, value };
	const number = value === '' || rest.length > 0 ? Number.NaN : Number(value);
	checkOption(Number.isFinite(number), `value of ${name}`, 'a number', value);
	return { step: steps[name]!, value: number };
}
