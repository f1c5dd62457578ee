import { createMatrix, type Matrix } from '@ser/core';
import * as dsp from '../../src/index.js';
import { makeSignal } from './signals.js';

export interface ParityCase {
	function: string;
	signal: [kind: string, sampleRate: number, count: number];
	// biome-ignore lint/suspicious/noExplicitAny: options of every function there is
	options: any;
	shape: [number, number];
	/** largest magnitude of the whole reference result */
	max: number;
	/** every `step`-th value of the result is kept */
	step: number;
	values: (number | null)[];
}

export interface PitchCase {
	signal: ParityCase['signal'];
	options: dsp.PyinOptions;
	f0: (number | null)[];
	voiced: number[];
	probability: number[];
}

const column = (values: ArrayLike<number>): Matrix => createMatrix(values.length, 1, Float32Array.from(values));

/** The first values of a signal, made positive, as a matrix of 16 columns. */
function matrixOf(samples: Float32Array): Matrix {
	const rows = Math.floor(samples.length / 16);
	return createMatrix(rows, 16, samples.subarray(0, rows * 16).map(Math.abs));
}

type Run = (y: Float32Array, options: ParityCase['options']) => Matrix;

const special: Record<string, Run> = {
	istft: (y, o) => column(dsp.istft(dsp.stft(y, o), { ...o, length: y.length })),
	melFilterbank: (_, o) => dsp.melFilterbank(o),
	chromaFilterbank: (_, o) => dsp.chromaFilterbank(o),
	estimateTuning: (y, o) => column([dsp.estimateTuning(y, o)]),
	hpss(y, o) {
		const { harmonic, percussive } = dsp.hpss(y, o);
		return createMatrix(
			y.length,
			2,
			Float32Array.from({ length: 2 * y.length }, (_, i) => (i % 2 ? percussive : harmonic)[i >> 1]!),
		);
	},
	pcen: (y, o) => dsp.pcen(matrixOf(y), o),
	delta: (y, o) => dsp.delta(matrixOf(y), o),
	powerToDb: (y, o) => dsp.powerToDb(matrixOf(y), o),
	amplitudeToDb: (y, o) => dsp.amplitudeToDb(matrixOf(y), o),
	functionals: (y, o) => dsp.functionals(matrixOf(y), o),
	lpc: (y, o) => column(dsp.lpc(y, o)),
	preEmphasis: (y, o) => column(dsp.preEmphasis(y, o)),
	deEmphasis: (y, o) => column(dsp.deEmphasis(y, o)),
	highPass: (y, o) => column(dsp.highPass(y, o)),
	getWindow: (_, o) => column(dsp.getWindow(o.spec, o.length, o.periodic)),
	trimSilence(y, o) {
		const { start, end } = dsp.trimSilence(y, o);
		return column([start, end]);
	},
};

/** What the tolerance of a case is: chroma whose tuning was estimated may differ more. */
export function toleranceOf({ function: name, options }: ParityCase): number {
	return ['chromaStft', 'tonnetz'].includes(name) && options.tuning === undefined ? 1e-3 : 1e-4;
}

/**
 * The worst relative error of a case: |ours − librosa's| / max(|librosa's|, 0.001 × the largest |value| of the result).
 * A wrong shape counts as infinite.
 */
export function worstError(fixture: ParityCase): number {
	const { function: name, signal, options, shape, max, step, values } = fixture;
	const run = special[name] ?? (dsp as unknown as Record<string, Run>)[name]!;
	const result = run(makeSignal(...signal), options);
	if (result.rows !== shape[0] || result.cols !== shape[1]) return Infinity;
	let worst = 0;
	for (let i = 0; i < values.length; i++) {
		const expected = values[i]!;
		const error = Math.abs(result.data[i * step]! - expected) / Math.max(Math.abs(expected), 1e-3 * max, 1e-30);
		if (!(error <= worst)) worst = Number.isNaN(error) ? Infinity : error;
	}
	return worst;
}

/** How a pitch track agrees with librosa's: share of frames with the same voicing, and worst relative F0 error where both are voiced. */
export function pitchAgreement({ signal, options, f0, voiced, probability }: PitchCase) {
	const ours = dsp.pyin(makeSignal(...signal), options);
	if (ours.f0.length !== f0.length) return { voicing: 0, f0Error: Infinity, probabilityError: Infinity };
	let same = 0;
	let f0Error = 0;
	let probabilityError = 0;
	for (let t = 0; t < f0.length; t++) {
		if (ours.voiced[t] === voiced[t]) same++;
		if (ours.voiced[t] && voiced[t]) f0Error = Math.max(f0Error, Math.abs(ours.f0[t]! / f0[t]! - 1));
		probabilityError = Math.max(probabilityError, Math.abs(ours.voicedProbability[t]! - probability[t]!));
	}
	return { voicing: same / f0.length, f0Error, probabilityError };
}
