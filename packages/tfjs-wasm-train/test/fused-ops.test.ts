import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	enableWasmTraining,
	fusedAttention,
	fusedBatchNorm,
	fusedBatchNormInference,
	fusedBiLstm,
	fusedDense,
	fusedGru,
	fusedLayerNorm,
	fusedLstm,
	type RecurrentOptions,
} from '../src/index.js';
import { largest, maxDifference, onBackend, Seeded } from './compare.js';

beforeAll(async () => {
	await enableWasmTraining();
});

type Op = (inputs: tf.Tensor[]) => tf.Tensor;

/** Values and gradients of all inputs on both backends: the cpu backend runs the composed form. */
async function bothBackends(shapes: number[][], op: Op, seed = 11) {
	const values = shapes.map((shape, i) => new Seeded(seed + i).normal(tf.util.sizeFromShape(shape)));
	const run = (backend: 'cpu' | 'wasm') =>
		onBackend(backend, () => {
			const inputs = values.map((data, i) => tf.tensor(data, shapes[i]!));
			const y = op(inputs);
			const dy = tf.tensor(new Seeded(99).normal(y.size), y.shape);
			return [y, ...tf.grads((...args: tf.Tensor[]) => op(args))(inputs, dy)];
		});
	return { expected: await run('cpu'), actual: await run('wasm') };
}

async function expectSame(shapes: number[][], op: Op, tolerance = 4e-6) {
	const { expected, actual } = await bothBackends(shapes, op);
	expected.forEach((values, i) => {
		expect(maxDifference(actual[i]!, values) / largest(values), `output ${i}`).toBeLessThan(tolerance);
	});
}

describe('fused ops equal their composition on the cpu backend, values and gradients', () => {
	test.each([
		[[4, 5, 6, 7], true],
		[[4, 5, 6, 8], false],
		[[70, 3], true],
	] as [number[], boolean][])('batch norm of %j, relu %s', async (shape, relu) => {
		const c = shape.at(-1)!;
		await expectSame([shape, [c], [c]], ([x, gamma, beta]) => fusedBatchNorm(x!, { gamma, beta, relu }).y);
		await expectSame([shape, [c], [c]], ([x, gamma, beta]) =>
			fusedBatchNormInference(x!, tf.fill([c], 0.2), tf.fill([c], 1.5), { gamma, beta, relu }),
		);
	});

	test('batch statistics are the mean and biased variance', async () => {
		const data = new Seeded(4).normal(300 * 5).map((v) => v + 100);
		const moments = await onBackend('wasm', () => {
			const { mean, variance } = fusedBatchNorm(tf.tensor2d(data, [300, 5]));
			return [mean, variance];
		});
		for (let c = 0; c < 5; c++) {
			const column = Array.from({ length: 300 }, (_, r) => data[r * 5 + c]!);
			const mean = column.reduce((a, b) => a + b) / 300;
			const variance = column.reduce((a, b) => a + (b - mean) ** 2, 0) / 300;
			expect(moments[0]![c]!).toBeCloseTo(mean, 4);
			expect(moments[1]![c]!).toBeCloseTo(variance, 4);
		}
	});

	test.each([[[3, 4, 10]], [[5, 64]], [[7, 1]]])('layer norm of %j', async (shape) => {
		const c = shape.at(-1)!;
		await expectSame([shape, [c], [c]], ([x, gamma, beta]) => fusedLayerNorm(x!, { gamma, beta }));
	});

	test.each(['linear', 'relu', 'sigmoid', 'tanh'] as const)('dense, %s', async (activation) => {
		await expectSame([[3, 5, 7], [7, 9], [9]], ([x, k, b]) => fusedDense(x!, k!, b, activation));
		await expectSame(
			[
				[6, 8],
				[8, 3],
			],
			([x, k]) => fusedDense(x!, k!, undefined, activation),
		);
	});

	const recurrent: RecurrentOptions[] = [
		{},
		{ returnSequences: true, recurrentActivation: 'sigmoid' },
		{ reverse: true, recurrentActivation: 'sigmoid' },
		{ reverse: true, returnSequences: true },
	];
	const mask = () => tf.tensor2d([1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1], [3, 5]);

	test.each(
		recurrent.flatMap((o) => [
			[o, false],
			[o, true],
		]) as [RecurrentOptions, boolean][],
	)('lstm %j, masked %s', async (options, masked) => {
		for (const units of [6, 8]) {
			await expectSame(
				[[3, 5, 4], [4, 4 * units], [units, 4 * units], [4 * units]],
				([x, kernel, recurrentKernel, bias]) =>
					fusedLstm(
						x!,
						{ kernel: kernel!, recurrentKernel: recurrentKernel!, bias },
						{ ...options, mask: masked ? mask() : undefined },
					),
			);
		}
	});

	test.each(
		recurrent.flatMap((o) => [
			[o, false],
			[o, true],
		]) as [RecurrentOptions, boolean][],
	)('gru %j, masked %s', async (options, masked) => {
		for (const units of [5, 8]) {
			await expectSame(
				[[3, 5, 4], [4, 3 * units], [units, 3 * units], [3 * units]],
				([x, kernel, recurrentKernel, bias]) =>
					fusedGru(
						x!,
						{ kernel: kernel!, recurrentKernel: recurrentKernel!, bias },
						{ ...options, mask: masked ? mask() : undefined },
					),
			);
		}
	});

	test.each([true, false])('bidirectional lstm, returnSequences %s', async (returnSequences) => {
		const u = 6;
		const weights = [[4, 4 * u], [u, 4 * u], [4 * u]];
		await expectSame([[3, 5, 4], ...weights, ...weights], ([x, k, r, b, bk, br, bb]) =>
			fusedBiLstm(
				x!,
				{ kernel: k!, recurrentKernel: r!, bias: b },
				{ kernel: bk!, recurrentKernel: br!, bias: bb },
				{ returnSequences, mask: mask() },
			),
		);
	});

	test.each([true, false])('recurrent layers that span several blocks of the products, reverse %s', async (reverse) => {
		const options: RecurrentOptions = { returnSequences: true, recurrentActivation: 'sigmoid', reverse };
		const [batch, steps, inputs, units] = [9, 50, 6, 130];
		const shapes = (gates: number) => [
			[batch, steps, inputs],
			[inputs, gates * units],
			[units, gates * units],
			[gates * units],
		];
		const small = (kernel: tf.Tensor) => tf.mul(kernel, 0.1);
		await expectSame(shapes(4), ([x, kernel, recurrentKernel, bias]) =>
			fusedLstm(x!, { kernel: small(kernel!), recurrentKernel: small(recurrentKernel!), bias }, options),
		);
		await expectSame(shapes(3), ([x, kernel, recurrentKernel, bias]) =>
			fusedGru(x!, { kernel: small(kernel!), recurrentKernel: small(recurrentKernel!), bias }, options),
		);
	});

	test('attention, with and without mask and dropout', async () => {
		const shapes = [
			[2, 5, 6],
			[2, 7, 6],
			[2, 7, 9],
		];
		const masked = tf.tensor2d([1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1], [2, 7]);
		const keys = await masked.data();
		const drop = new Seeded(5).normal(2 * 3 * 5 * 7).map((v) => (v > 0 ? 2 : 0));
		await expectSame(shapes, ([q, k, v]) => fusedAttention(q!, k!, v!, { heads: 3 }));
		await expectSame(shapes, ([q, k, v]) =>
			fusedAttention(q!, k!, v!, {
				heads: 3,
				mask: tf.tensor2d(keys, [2, 7]),
				dropout: tf.tensor4d(drop, [2, 3, 5, 7]),
			}),
		);
	});
});
