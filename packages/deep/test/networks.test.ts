import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	buildBilstm,
	buildCnn,
	buildCnn1d,
	buildCnnLstm,
	buildLstm,
	buildTransformer,
	prepareBackend,
} from '../src/index.js';

const builders = { buildBilstm, buildCnn, buildCnn1d, buildCnnLstm, buildLstm, buildTransformer };

beforeAll(async () => {
	await prepareBackend('wasm');
});

describe.each(Object.entries(builders))('%s', (_, build) => {
	it('maps batch × frames × mels to probabilities, for any number of frames', () => {
		const model = build({ classes: 5, mels: 40, size: 'small' });
		for (const frames of [64, 101]) {
			const output = tf.tidy(() => (model.predict(tf.randomNormal([2, frames, 40])) as tf.Tensor).arraySync());
			for (const row of output as number[][]) {
				expect(row).toHaveLength(5);
				expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
			}
		}
		model.dispose();
	});

	it('has the same number of weights from stock and from fused layers', () => {
		const count = (layers: 'stock' | 'fused') => {
			const model = build({ classes: 8, layers });
			const trainable = model.trainableWeights.reduce(
				(sum, { shape }) => sum + shape.reduce<number>((a, b) => a * b!, 1),
				0,
			);
			const all = model.countParams();
			model.dispose();
			return { trainable, all };
		};
		expect(count('fused')).toEqual(count('stock'));
	});

	it('takes a fixed number of frames', () => {
		const model = build({ classes: 3, frames: 96, size: 'small' });
		expect(model.inputs[0]!.shape).toEqual([null, 96, 64]);
		model.dispose();
	});

	it('refuses options out of range by name', () => {
		expect(() => build({ classes: 1 })).toThrow(/classes must be a whole number ≥ 2, got 1/);
		expect(() => build({ classes: 3, mels: 4 })).toThrow(/mels must be/);
		expect(() => build({ classes: 3, frames: 7 })).toThrow(/frames must be/);
		expect(() => build({ classes: 3, dropout: 1 })).toThrow(/dropout must be/);
		expect(() => build({ classes: 3, size: 'huge' as 'small' })).toThrow(/size must be small or base/);
	});
});

describe('buildCnn', () => {
	it('is the network of the recipe: 80,824 trainable weights with 64 mels and 8 classes', () => {
		const model = buildCnn({ classes: 8 });
		const trainable = model.trainableWeights.reduce(
			(sum, { shape }) => sum + shape.reduce<number>((a, b) => a * b!, 1),
			0,
		);
		// 5·5·16 + 3·3·16·32 + 3·3·32·64 + 8·64·96, batch norm 2·(16 + 32 + 64 + 96), pooling 2·96·32 + 32 + 96, dense 192·8 + 8
		expect(trainable).toBe(80_824);
		model.dispose();
	});
});
