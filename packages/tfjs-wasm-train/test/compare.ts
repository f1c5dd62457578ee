import * as tf from '@tensorflow/tfjs-core';

/** Seeded numbers for tests (mulberry32). */
export class Seeded {
	constructor(private state: number) {}

	uniform(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	/** An integer, both ends included. */
	int(low: number, high: number): number {
		return low + Math.floor(this.uniform() * (high - low + 1));
	}

	pick<T>(list: readonly T[]): T {
		return list[this.int(0, list.length - 1)]!;
	}

	normal(length: number): Float32Array {
		return Float32Array.from(
			{ length },
			() => Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform()),
		);
	}
}

/** Runs on one backend and returns the values of the tensors; the wasm backend is active afterwards. */
export async function onBackend(backend: 'cpu' | 'wasm', run: () => tf.Tensor[]): Promise<Float32Array[]> {
	await tf.setBackend(backend);
	const values = tf.tidy(() => run().map((tensor) => tensor.dataSync().slice() as Float32Array));
	await tf.setBackend('wasm');
	return values;
}

/** The largest absolute difference; NaN when the lengths differ. */
export function maxDifference(a: Float32Array, b: Float32Array): number {
	if (a.length !== b.length) return Number.NaN;
	let largest = 0;
	for (let i = 0; i < a.length; i++) {
		const difference = Math.abs(a[i]! - b[i]!);
		if (!(difference <= largest)) largest = difference;
	}
	return largest;
}

/** The largest absolute value, at least 1: what absolute differences of sums are measured against. */
export function largest(values: Float32Array): number {
	return values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
}
