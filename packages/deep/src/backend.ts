import { SerError } from '@ser/core';
import { enableWasmTraining } from '@ser/tfjs-wasm-train';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from './types.js';

/**
 * Makes the wished tfjs backend ready and current. `auto` is WASM with our training kernels, or the plain CPU backend
 * (hundreds of times slower) where WASM SIMD is missing; `current` keeps what the program has set, e.g. WebGPU.
 *
 * @param options.wasmPaths in a browser: the folder (URL) from which the .wasm files of `@tensorflow/tfjs-backend-wasm`
 *   are served; needed once, before anything is trained or predicted
 * @returns the backend's name
 * @throws {SerError} UNSUPPORTED when the wished backend cannot start here
 */
export async function prepareBackend(wanted: Backend = 'auto', options: { wasmPaths?: string } = {}): Promise<string> {
	if (wanted === 'current') {
		await tf.ready();
		return tf.getBackend();
	}
	if (wanted !== 'cpu') {
		try {
			await enableWasmTraining(options);
			return tf.getBackend();
		} catch (cause) {
			if (wanted === 'wasm') {
				throw new SerError('UNSUPPORTED', `the WASM backend cannot start here: ${(cause as Error).message}`, { cause });
			}
		}
	}
	await import('@tensorflow/tfjs-backend-cpu');
	if (!(await tf.setBackend('cpu')))
		throw new SerError('UNSUPPORTED', 'the CPU backend of TensorFlow.js cannot start here');
	return 'cpu';
}
