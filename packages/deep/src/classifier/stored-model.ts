import { packArray, SerError, unpackArray } from '@ser/core';
import { deepKinds } from '../networks/index.js';
import type { TrainedModel } from '../types.js';
import { fromFloat16, toFloat16 } from './float16.js';

const format = 'ser-deep';
const version = 1;

/** Plain JSON data; the weights of each network are one packed array. */
export function storeModel(model: TrainedModel, precision: 'float32' | 'float16'): unknown {
	const { members, ...rest } = model;
	return {
		format,
		version,
		...rest,
		precision,
		members: members.map((weights) => packArray(precision === 'float16' ? toFloat16(weights) : weights)),
	};
}

/** @throws {SerError} FORMAT when it is not a stored deep classifier, of another version, or damaged */
export function readStoredModel(json: unknown): TrainedModel & { precision: 'float32' | 'float16' } {
	const stored = (json ?? {}) as Record<string, unknown>;
	if (stored.format !== format) throw new SerError('FORMAT', 'not a stored @ser/deep classifier');
	if (stored.version !== version) {
		throw new SerError('FORMAT', `stored classifier has version ${stored.version}, this package reads ${version}`);
	}
	const { kind, classes, network, windows, layout, members, history, precision } = stored as unknown as TrainedModel & {
		members: unknown[];
		precision: 'float32' | 'float16';
	};
	const whole =
		deepKinds.includes(kind) &&
		[classes, layout, members, history].every(Array.isArray) &&
		(precision === 'float32' || precision === 'float16') &&
		Number.isInteger(network?.mels) &&
		Number.isInteger(windows?.frames) &&
		members.length > 0;
	if (!whole) throw new SerError('FORMAT', 'a stored @ser/deep classifier is damaged: a part is missing');
	const size = layout.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
	const weights = members.map((packed) => {
		const values = precision === 'float16' ? fromFloat16(unpackArray<Uint8Array>(packed)) : unpackArray(packed);
		if (values.length !== size) {
			throw new SerError('FORMAT', `a stored @ser/deep classifier is damaged: ${values.length} weights, not ${size}`);
		}
		return values;
	});
	return { kind, classes, network, windows, layout, members: weights, history, precision };
}
