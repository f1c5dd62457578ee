import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { enableWasmTraining } from '../src/index.js';
import { largest, maxDifference, onBackend, Seeded } from './compare.js';

beforeAll(async () => {
	await enableWasmTraining();
});

async function expectSame(shapes: number[][], op: (inputs: tf.Tensor[]) => tf.Tensor[], tolerance = 2e-6) {
	const values = shapes.map((shape, i) => new Seeded(31 + i).normal(tf.util.sizeFromShape(shape)));
	const run = (backend: 'cpu' | 'wasm') => onBackend(backend, () => op(values.map((v, i) => tf.tensor(v, shapes[i]!))));
	const expected = await run('cpu');
	const actual = await run('wasm');
	expected.forEach((e, i) => {
		expect(maxDifference(actual[i]!, e) / largest(e)).toBeLessThan(tolerance);
	});
}

describe('kernels equal the cpu backend', () => {
	const random = new Seeded(17);
	const products = Array.from({ length: 24 }, () => ({
		batch: random.pick([[], [3], [2, 3]] as number[][]),
		shared: random.pick(['none', 'a', 'b'] as const),
		m: random.int(1, 23),
		k: random.pick([1, 2, 7, 16, 33, 500]),
		n: random.int(1, 23),
		transposeA: random.uniform() < 0.5,
		transposeB: random.uniform() < 0.5,
	}));
	test.each(products)('matMul %j', async ({ batch, shared, m, k, n, transposeA, transposeB }) => {
		const a = [...(shared === 'a' ? batch.map(() => 1) : batch), ...(transposeA ? [k, m] : [m, k])];
		const b = [...(shared === 'b' ? batch.map(() => 1) : batch), ...(transposeB ? [n, k] : [k, n])];
		await expectSame([a, b], ([x, y]) => [tf.matMul(x!, y!, transposeA, transposeB)]);
	});

	test('batches that broadcast on both sides (the cpu backend does not)', () => {
		const a = tf.tensor4d(new Seeded(1).normal(24), [2, 1, 3, 4]);
		const b = tf.tensor4d(new Seeded(2).normal(120), [1, 5, 4, 6]);
		const spread = tf.matMul(tf.tile(a, [1, 5, 1, 1]), tf.tile(b, [2, 1, 1, 1]));
		expect(maxDifference(tf.matMul(a, b).dataSync() as Float32Array, spread.dataSync() as Float32Array)).toBe(0);
	});

	test('a wide product is the same block by block', async () => {
		await expectSame(
			[
				[9, 900],
				[900, 1030],
			],
			([x, y]) => [tf.matMul(x!, y!)],
		);
	});

	test.each(['linear', 'relu', 'relu6', 'elu', 'sigmoid'] as const)(
		'fused matMul and conv2d with bias and %s',
		async (activation) => {
			await expectSame([[2, 3, 5], [2, 5, 11], [11]], ([a, b, bias]) => [
				tf.fused.matMul({ a: a!, b: b!, bias, activation }),
			]);
			await expectSame([[2, 6, 5, 3], [3, 3, 3, 11], [11]], ([x, filter, bias]) => [
				tf.fused.conv2d({
					x: x as tf.Tensor4D,
					filter: filter as tf.Tensor4D,
					strides: 1,
					pad: 'same',
					bias,
					activation,
				}),
			]);
		},
	);

	test.each([
		{ size: 2, strides: 2, pad: 'valid', shape: [2, 8, 6, 7] },
		{ size: 2, strides: 2, pad: 'same', shape: [2, 7, 5, 8] },
		{ size: 3, strides: 1, pad: 'same', shape: [1, 6, 6, 3] },
		{ size: 3, strides: 2, pad: 'valid', shape: [2, 9, 8, 5] },
		{ size: 2, strides: 3, pad: 'valid', shape: [2, 9, 8, 4] },
	] as const)('pooling gradients %j', async ({ size, strides, pad, shape }) => {
		for (const pool of [tf.maxPool, tf.avgPool]) {
			await expectSame([[...shape]], ([x]) => {
				const run = (t: tf.Tensor) => pool(t as tf.Tensor4D, size, strides, pad);
				const y = run(x!);
				return [y, tf.grad(run)(x!, tf.tensor(new Seeded(2).normal(y.size), y.shape))];
			});
		}
	});

	test.each([
		{ shape: [2, 7, 9, 5], multiplier: 1, kernel: [3, 3], strides: 1, pad: 'same' },
		{ shape: [2, 8, 9, 8], multiplier: 1, kernel: [3, 2], strides: 2, pad: 'same' },
		{ shape: [1, 6, 7, 3], multiplier: 2, kernel: [2, 3], strides: 1, pad: 'valid' },
		{ shape: [2, 9, 8, 4], multiplier: 3, kernel: [5, 5], strides: 3, pad: 'same' },
	] as const)('depthwise convolution and its gradients %j', async ({ shape, multiplier, kernel, strides, pad }) => {
		await expectSame([[...shape], [...kernel, shape[3], multiplier]], ([x, f]) => {
			const run = (i: tf.Tensor, w: tf.Tensor) => tf.depthwiseConv2d(i as tf.Tensor4D, w as tf.Tensor4D, strides, pad);
			const y = run(x!, f!);
			return [y, ...tf.grads(run)([x!, f!], tf.tensor(new Seeded(2).normal(y.size), y.shape))];
		});
	});

	test('the first of equal values in a window gets the gradient', async () => {
		const gradient = tf.grad((x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'))(tf.ones([1, 2, 2, 5]));
		expect([...gradient.dataSync()]).toEqual([...new Array(5).fill(1), ...new Array(15).fill(0)]);
	});

	test.each([[[0]], [[0, 1]], [[1]], [[1, 2]], [[0, 1, 2]], [[2]], [[0, 2]], [[0, 1, 2, 3]]])(
		'sum and mean over %j',
		async (axis) => {
			await expectSame([[5, 7, 3, 6]], ([x]) => [tf.sum(x!, axis), tf.mean(x!, axis, true)]);
		},
	);

	test('unsorted segment sums', async () => {
		const ids = [2, 0, 2, 3, 0];
		await expectSame([[5, 3]], ([x]) => [tf.unsortedSegmentSum(x!, tf.tensor1d(ids, 'int32'), 5)]);
	});

	test('tile and broadcastTo', async () => {
		await expectSame(
			[
				[1, 1, 7],
				[3, 1, 2],
				[2, 3],
			],
			([a, b, c]) => [
				tf.tile(a!, [4, 5, 1]),
				tf.tile(b!, [2, 3, 1]),
				tf.tile(c!, [1, 2]),
				tf.broadcastTo(a!, [3, 4, 7]),
			],
		);
	});

	test.each([
		[
			[3, 4, 5],
			[3, 4, 5],
		],
		[[3, 4, 5], [5]],
		[[3, 4, 5], []],
		[[1], [2, 9]],
		[
			[3, 4, 1],
			[3, 4, 5],
		],
		[
			[3, 1, 5],
			[3, 4, 5],
		],
		[
			[2, 1, 4, 1],
			[3, 1, 5],
		],
		[
			[4, 1],
			[1, 6],
		],
	])('arithmetic of %j and %j', async (a, b) => {
		await expectSame([a, b], ([x, y]) => [
			tf.add(x!, y!),
			tf.sub(x!, y!),
			tf.mul(y!, x!),
			tf.div(x!, tf.add(tf.abs(y!), 0.5)),
			tf.squaredDifference(x!, y!),
		]);
		expect([...tf.add(tf.tensor1d([1, 2], 'int32'), tf.tensor1d([5], 'int32')).dataSync()]).toEqual([6, 7]);
	});

	test.each([
		[
			[3, 4, 1],
			[1, 1, 6],
		],
		[
			[1, 1, 5],
			[3, 4, 1],
		],
		[
			[2, 3],
			[4, 1],
		],
		[
			[2, 3],
			[2, 3],
		],
	])('the gradient of tiling %j by %j', async (shape, reps) => {
		await expectSame([shape, shape.map((size, i) => size * reps[i]!)], ([x, dy]) => [
			tf.grad((t: tf.Tensor) => tf.tile(t, reps))(x!, dy!),
		]);
	});

	test('batch normalisation per channel and per element', async () => {
		await expectSame([[2, 3, 4, 5], [5], [5], [5]], ([x, mean, scale, offset]) => [
			tf.batchNorm(
				x as tf.Tensor4D,
				mean as tf.Tensor1D,
				tf.square(mean!) as tf.Tensor1D,
				offset as tf.Tensor1D,
				scale as tf.Tensor1D,
				0.01,
			),
			tf.batchNorm(x as tf.Tensor4D, mean as tf.Tensor1D, tf.square(mean!) as tf.Tensor1D, undefined, undefined, 0.01),
		]);
		await expectSame(
			[
				[1, 2, 3, 4],
				[1, 2, 3, 4],
			],
			([x, mean]) => [
				tf.batchNorm(
					x as tf.Tensor4D,
					mean as tf.Tensor4D,
					tf.square(mean!) as tf.Tensor4D,
					undefined,
					undefined,
					0.01,
				),
			],
		);
	});

	test('casts and clones share data and keep their own life', () => {
		const x = tf.tensor1d([1, 2, 3]);
		const same = tf.cast(x, 'float32');
		const other = tf.clone(x);
		x.dispose();
		expect([...same.dataSync()]).toEqual([1, 2, 3]);
		same.dispose();
		expect([...other.dataSync()]).toEqual([1, 2, 3]);
		expect([...tf.cast(other, 'int32').dataSync()]).toEqual([1, 2, 3]);
	});
});
