import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { enableWasmTraining, FusedDense, FusedMultiHeadAttention, fusedDense } from '../src/index.js';
import type { WasmBackend } from '../src/runtime/backend-wasm.js';
import { attachSimdModule } from '../src/runtime/simd-module.js';

test('a backend that hides its memory is refused by name', async () => {
	const hidden = { wasm: {} } as WasmBackend;
	await expect(attachSimdModule(hidden, false)).rejects.toMatchObject({
		name: 'WasmTrainError',
		code: 'BACKEND_MEMORY',
		message: expect.stringContaining('4.22.0'),
	});
	const shared = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
	const threaded = { wasm: { asm: { memory: shared } } } as WasmBackend;
	await expect(attachSimdModule(threaded, false)).rejects.toMatchObject({
		code: 'BACKEND_MEMORY',
		message: expect.stringContaining('WASM_HAS_MULTITHREAD_SUPPORT'),
	});
});

test("the host program's uncaught errors stay its own", async () => {
	await enableWasmTraining();
	for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
		const added = process.listeners(event as 'uncaughtException').map(String);
		expect(added.filter((text) => /throw (ex|reason)\b/.test(text))).toEqual([]);
	}
});

test('calling it again changes nothing', async () => {
	const first = await enableWasmTraining();
	const kernel = tf.getKernel('Conv2D', 'wasm');
	expect(await enableWasmTraining({ relaxedSimd: true })).toEqual(first);
	expect(tf.getKernel('Conv2D', 'wasm')).toBe(kernel);
	expect(first).toMatchObject({ backend: 'wasm', simd: 'baseline' });
	expect(first.kernels).toContain('Conv2DBackpropFilter');
	expect(first.layers).toContain('FusedLSTM');
});

test('sizes that do not fit are named', async () => {
	await enableWasmTraining();
	expect(() => fusedDense(tf.ones([2, 3]), tf.ones([4, 5]))).toThrow(/kernel must have 3 rows.*\[4,5\]/);
	expect(() => new FusedMultiHeadAttention({ numHeads: 0, keyDim: 4 })).toThrow(/numHeads and keyDim/);
	expect(() => new FusedDense({ units: 0 })).toThrow(/units/);
});

test('NaN in the data comes out as NaN, not as a number', async () => {
	await enableWasmTraining();
	const x = tf.tensor2d([Number.NaN, 1, 2, 3], [2, 2]);
	for (const activation of ['linear', 'relu', 'sigmoid', 'tanh'] as const) {
		const y = fusedDense(x, tf.ones([2, 9]), undefined, activation).dataSync();
		expect(y.slice(0, 9).every(Number.isNaN)).toBe(true);
		expect(y.slice(9).every(Number.isFinite)).toBe(true);
	}
});
