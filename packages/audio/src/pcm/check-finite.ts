import { fileError } from '../file-error.js';

/** @throws {SerError} FILE at the first sample that is NaN or infinite */
export function checkFinite(samples: Float32Array, name: string): void {
	for (let i = 0; i < samples.length; i++) {
		const value = samples[i] as number;
		if (!Number.isFinite(value)) throw fileError(name, `sample ${i} is ${value}; the recording is damaged`);
	}
}
