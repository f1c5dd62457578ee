import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { enableWasmTraining } from '../src/index.js';
import { largest, maxDifference, onBackend, Seeded } from './compare.js';

beforeAll(async () => {
	await enableWasmTraining();
});

const random = new Seeded(7);
const cases = Array.from({ length: 40 }, () => {
	const dilation = random.int(1, 3);
	const stride = dilation > 1 ? 1 : random.int(1, 3);
	const kernel = [random.int(1, 5), random.int(1, 5)] as const;
	const pad = random.pick(['same', 'valid', 1] as const);
	return {
		x: [random.int(1, 3), random.int(12, 20), random.int(12, 17), random.int(1, 13)] as [
			number,
			number,
			number,
			number,
		],
		out: random.int(1, 19),
		kernel,
		stride: random.pick([stride, [stride, 1]] as (number | [number, number])[]),
		dilation,
		pad,
	};
});

test.each(cases)(
	'Conv2D forward, dX and dFilter equal the cpu backend: %j',
	async ({ x, out, kernel, stride, dilation, pad }) => {
		const xs = random.normal(tf.util.sizeFromShape(x));
		const filterShape = [kernel[0], kernel[1], x[3], out] as [number, number, number, number];
		const fs = random.normal(tf.util.sizeFromShape(filterShape));
		const run = async (backend: 'cpu' | 'wasm') =>
			onBackend(backend, () => {
				const input = tf.tensor4d(xs, x);
				const filter = tf.tensor4d(fs, filterShape);
				const conv = (i: tf.Tensor4D, f: tf.Tensor4D) =>
					tf.conv2d(i, f, stride, pad, 'NHWC', dilation, pad === 1 ? 'floor' : undefined);
				const y = conv(input, filter);
				const dy = tf.tensor(new Seeded(3).normal(y.size), y.shape);
				if (dilation > 1 && backend === 'cpu') return [y];
				const [dx, df] = tf.grads((i, f) => conv(i as tf.Tensor4D, f as tf.Tensor4D))([input, filter], dy);
				return [y, dx!, df!];
			});
		const expected = await run('cpu');
		const actual = await run('wasm');
		for (let i = 0; i < expected.length; i++) {
			expect(maxDifference(actual[i]!, expected[i]!) / largest(expected[i]!)).toBeLessThan(2e-6);
		}
	},
);
