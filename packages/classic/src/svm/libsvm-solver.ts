import { SerError } from '@ser/core';
import { loadEngine } from '../load-engine.js';
import type { Pacer } from '../pacer.js';
import type { KernelRows } from './kernel-rows.js';
import { type BinaryProblem, type BinarySolution, offset } from './solve-binary.js';

/** What is used of libsvm-js. */
interface LibsvmJs {
	default: {
		new (
			options: object,
		): {
			train(samples: number[][], labels: number[]): void;
			serializeModel(): string;
			free(): void;
		};
		SVM_TYPES: Record<'C_SVC', string>;
		KERNEL_TYPES: Record<'PRECOMPUTED', string>;
	};
}

/**
 * libsvm itself (libsvm-js, compiled to asm.js) as the solver of two-class problems, on the precomputed kernel matrix:
 * its stored model then names support vectors by number instead of printing their features. Loaded only when used.
 * The offset is computed here from the coefficients, because libsvm prints it with six digits.
 *
 * @throws {SerError} UNSUPPORTED in browsers, and for sample weights, which libsvm does not know
 */
export async function libsvmSolver(
	kernel: KernelRows,
	tolerance: number,
	pacer: Pacer,
): Promise<(problem: BinaryProblem) => Promise<BinarySolution>> {
	const { default: Svm } = await loadEngine<LibsvmJs>('libsvm-js', 'libsvm-js/asm.js');
	return async (problem) => {
		const { clips, sign, bound } = problem;
		const n = clips.length;
		const rows = Array.from(clips, (clip, i) => {
			const row = kernel.row(clip);
			return [i + 1, ...Array.from(clips, (other) => row[other])];
		});
		const svm = new Svm({
			type: Svm.SVM_TYPES.C_SVC,
			kernel: Svm.KERNEL_TYPES.PRECOMPUTED,
			cost: 1,
			weight: { '1': sideBound(problem, 1), '-1': sideBound(problem, -1) },
			tolerance,
			quiet: true,
		});
		let text: string;
		try {
			svm.train(rows, Array.from(sign));
			text = svm.serializeModel();
		} finally {
			svm.free();
		}
		await pacer.pause();
		const firstIsPositive = /^label 1 /m.test(text);
		const coefficients = new Float64Array(n);
		for (const [, coefficient, place] of text.slice(text.indexOf('\nSV')).matchAll(/^(\S+) 0:(\d+)/gm)) {
			coefficients[Number(place) - 1] = (firstIsPositive ? 1 : -1) * Number(coefficient);
		}
		// Printed with sixteen digits: what is that near its bound is at it.
		const alpha = coefficients.map((value, t) => {
			const size = Math.abs(value);
			return Math.abs(size - bound[t]) < 1e-12 * bound[t] ? bound[t] : size;
		});
		const slope = Float64Array.from(sign, (value) => -value);
		for (let j = 0; j < n; j++) {
			if (coefficients[j] === 0) continue;
			const row = kernel.row(clips[j]);
			for (let t = 0; t < n; t++) slope[t] += coefficients[j] * row[clips[t]];
		}
		return { coefficients, rho: offset(alpha, slope, sign, bound) };
	};
}

/** The one bound that all clips of a side must share. */
function sideBound({ sign, bound }: BinaryProblem, side: number): number {
	let common: number | undefined;
	for (let t = 0; t < bound.length; t++) {
		if (sign[t] !== side) continue;
		common ??= bound[t];
		if (bound[t] !== common) {
			throw new SerError('UNSUPPORTED', "svm: engine 'libsvm-js' has no sample weights, use engine 'smo'");
		}
	}
	return common ?? 1;
}
