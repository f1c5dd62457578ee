import { createRandom, type Random, SerError } from '@ser/core';
import { checkOption } from '../check.js';
import { addNoise } from './add-noise.js';
import { bandLimit } from './band-limit.js';
import { gain } from './gain.js';
import { mixBabble } from './mix-babble.js';
import { type NoiseColor, noiseColors } from './noise-color.js';
import { pitchShift } from './pitch-shift.js';
import { reverb } from './reverb.js';
import { timeShift } from './time-shift.js';
import { timeStretch } from './time-stretch.js';
import { vtlp } from './vtlp.js';

/** A chain of random changes to a waveform, as one function. */
export interface Augmenter {
	/** the chain as text; `augmenter(spec)` makes the same one */
	readonly spec: string;
	/**
	 * @param samples mono signal, any length ≥ 1
	 * @param seed the same seed makes the same change
	 * @returns a new signal; `stretch` changes its length
	 * @throws {SerError} INPUT for an empty or non-finite signal
	 */
	apply(samples: Float32Array, seed: number | string): Float32Array;
}

/** A chain as an object: a number, a range to draw from, or true for the default range. */
export type AugmenterRecipe = Partial<Record<AugmenterStep, number | readonly [number, number] | true>>;

interface StepContext {
	sampleRate: number;
	random: Random;
	clips(): readonly Float32Array[];
}

interface Step {
	/** the default range, and the values allowed; none where the step takes no value */
	range?: readonly [number, number];
	allowed?: readonly [number, number];
	apply(samples: Float32Array, value: number, context: StepContext): Float32Array;
}

const noise = (color?: NoiseColor): Step => ({
	range: [10, 30],
	allowed: [-50, 100],
	apply: (samples, snrDb, { random }) =>
		addNoise(samples, { snrDb, color: color ?? noiseColors[random.integer(3)]!, seed: random.next() }),
});

const steps = {
	noise: /* @__PURE__ */ noise(),
	white: /* @__PURE__ */ noise('white'),
	pink: /* @__PURE__ */ noise('pink'),
	brown: /* @__PURE__ */ noise('brown'),
	babble: {
		range: [10, 30],
		allowed: [-50, 100],
		apply: (samples, snrDb, { random, clips }) => mixBabble(samples, clips(), { snrDb, seed: random.next() }),
	},
	gain: { range: [-6, 6], allowed: [-100, 100], apply: (samples, db) => gain(samples, { db }) },
	shift: {
		range: [-0.1, 0.1],
		allowed: [-60, 60],
		apply: (samples, seconds, { sampleRate }) => timeShift(samples, { offset: Math.round(seconds * sampleRate) }),
	},
	stretch: {
		range: [0.85, 1.15],
		allowed: [0.25, 4],
		apply: (samples, factor, { sampleRate }) => timeStretch(samples, { factor, frameLength: frameLength(sampleRate) }),
	},
	pitch: {
		range: [-2, 2],
		allowed: [-24, 24],
		apply: (samples, semitones, { sampleRate }) =>
			pitchShift(samples, { semitones, frameLength: frameLength(sampleRate) }),
	},
	vtlp: {
		range: [0.9, 1.1],
		allowed: [0.7, 1.4],
		apply: (samples, factor, { sampleRate }) => vtlp(samples, { sampleRate, factor }),
	},
	reverb: {
		range: [0.1, 0.6],
		allowed: [0.02, 5],
		apply: (samples, rt60Seconds, { sampleRate, random }) =>
			reverb(samples, { sampleRate, rt60Seconds, seed: random.next() }),
	},
	telephone: { apply: (samples, _value, { sampleRate }) => bandLimit(samples, { sampleRate }) },
} satisfies Record<string, Step>;

export type AugmenterStep = keyof typeof steps;

/** The steps that `augmenter` knows. */
export const augmenterSteps = /* @__PURE__ */ Object.keys(steps) as readonly AugmenterStep[];

/**
 * A chain of waveform augmentations by name, applied in the given order with values drawn afresh for each seed.
 *
 * @param spec steps separated by commas, each `name`, `name:value`, `name:low..high` or `name:±value`; or the same as an object;
 *   'none' or '' does nothing. noise, white, pink, brown, babble (SNR in dB, default 10..30; `noise` draws its colour),
 *   gain (dB, ±6), shift (s, ±0.1), stretch (factor, 0.85..1.15), pitch (semitones, ±2), vtlp (factor, 0.9..1.1),
 *   reverb (RT60 in s, 0.1..0.6), telephone (300–3400 Hz)
 * @param sampleRate Hz of the samples to come
 * @param options.clips what `babble` is made of, never from the test set; a function is called whenever it is needed
 * @throws {SerError} PARAMETER for an unknown step or a value out of range
 * @example
 * const { apply } = augmenter('noise:10..30,pitch:±2,reverb', 16000);
 * const variant = apply(samples, 1);
 */
export function augmenter(
	spec: string | AugmenterRecipe,
	sampleRate: number,
	{ clips = [] }: { clips?: readonly Float32Array[] | (() => readonly Float32Array[]) } = {},
): Augmenter {
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	const chain = typeof spec === 'string' ? parse(spec) : Object.entries(spec).map(([name, value]) => link(name, value));
	if (chain.some(({ name }) => name === 'babble') && typeof clips !== 'function' && clips.length === 0) {
		throw new SerError('PARAMETER', 'augmenter: babble needs clips, got none');
	}
	const clipsNow = typeof clips === 'function' ? clips : () => clips;
	return {
		spec: chain.map(({ name, range }) => (range ? `${name}:${range[0]}..${range[1]}` : name)).join(',') || 'none',
		apply(samples, seed) {
			const random = createRandom(seed);
			let result = samples.slice();
			chain.forEach(({ name, step, range }, index) => {
				const own = random.fork(`${index}/${name}`);
				const value = range ? own.uniform(range[0], range[1]) : 0;
				result = step.apply(result, value, { sampleRate, random: own, clips: clipsNow }) as Float32Array<ArrayBuffer>;
			});
			return result;
		},
	};
}

/** 64 ms in samples, a multiple of 4. */
function frameLength(sampleRate: number): number {
	return Math.max(16, 4 * Math.round(sampleRate * 0.016));
}

function parse(spec: string) {
	const compact = spec.replace(/\s/g, '');
	if (compact === '' || compact === 'none') return [];
	return compact.split(',').map((text) => {
		const [name = '', value] = text.split(':');
		if (value === undefined) return link(name, true);
		const both = value.match(/^(?:±|\+-|\+\/-)(.+)$/);
		const ends = both ? [-Number(both[1]), Number(both[1])] : value.split('..').map(Number);
		return link(name, ends.length === 1 ? ends[0]! : (ends as unknown as [number, number]), text);
	});
}

function link(name: string, value: number | readonly [number, number] | true, text = name) {
	if (!Object.hasOwn(steps, name)) {
		throw new SerError('PARAMETER', `augmenter: step must be one of ${augmenterSteps.join(', ')}, got ${name}`);
	}
	const step: Step = steps[name as AugmenterStep];
	if (!step.range || !step.allowed) {
		if (value !== true) throw new SerError('PARAMETER', `augmenter: ${name} takes no value, got ${text}`);
		return { name, step };
	}
	const range = value === true ? step.range : typeof value === 'number' ? ([value, value] as const) : value;
	const [least, most] = step.allowed;
	const [low, high] = range;
	if (range.length !== 2 || !(low >= least && low <= high && high <= most)) {
		throw new SerError('PARAMETER', `augmenter: ${name} must lie in ${least}…${most}, low before high, got ${text}`);
	}
	return { name, step, range };
}
