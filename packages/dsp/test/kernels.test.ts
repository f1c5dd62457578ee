import { createRandom } from '@ser/core';
import { describe, expect, test } from 'vitest';
import { createPlainPower, createWasmPower } from '../src/fft/power-spectrum.js';
import { getWindow } from '../src/index.js';
import { createPlainProjection, createWasmProjection } from '../src/kernels/project.js';
import { makeSignal } from './parity/signals.js';

const samples = makeSignal('voice', 16000, 9000);

describe('WebAssembly kernels and the plain code that stands in for them', () => {
	test.each([8, 16, 32, 64, 256, 512, 1024, 2048, 4096])('give the same power spectra of %i samples', (size) => {
		const window = getWindow('hann', size);
		const [wasm, plain] = [createWasmPower(size)!, createPlainPower(size)].map((plan) => {
			const rows = 30;
			const output = new Float32Array(rows * plan.bins);
			plan.computeAll(samples, -size / 2, 77, rows, 'reflect', window, output);
			return output;
		});
		const largest = plain!.reduce((a, b) => Math.max(a, b), 0);
		const worst = wasm!.reduce(
			(max, value, i) => Math.max(max, Math.abs(value - plain![i]!) / (plain![i]! + 1e-8 * largest)),
			0,
		);
		expect(worst).toBeLessThan(1e-6);
	});

	test('one frame at a time gives the bits of all at once, whatever window came between', () => {
		const plan = createWasmPower(512)!;
		const [hann, boxcar] = [getWindow('hann', 512), getWindow('boxcar', 512)];
		const all = new Float32Array(40 * 257);
		plan.computeAll(samples, -256, 3000, 4, 'constant', hann, all);
		const one = new Float32Array(257);
		for (let t = 0; t < 4; t++) {
			plan.compute(samples, 0, 'constant', boxcar, one, 0);
			plan.compute(samples, -256 + 3000 * t, 'constant', hann, one, 0);
			expect(one).toEqual(all.subarray(t * 257, (t + 1) * 257));
		}
	});

	test('sizes without a kernel are left to the plain code', () => {
		for (const size of [1, 2, 4, 100, 401]) expect(createWasmPower(size)).toBeUndefined();
	});

	test.each([
		[12, 1025],
		[24, 129],
		[36, 40],
	])('give the same bits in projections on %i outputs of %i values', (outputs, length) => {
		const random = createRandom(1);
		const packed = Float64Array.from({ length: outputs * length }, () => random.normal());
		const row = Float32Array.from({ length: length + 3 }, () => random.normal());
		const wasm = createWasmProjection(packed, length, outputs / 12)!;
		expect(wasm.apply(row, 3)).toEqual(createPlainProjection(packed, length, outputs / 12).apply(row, 3));
	});
});

test('the committed module is what assembly/ compiles to', async () => {
	const build = '../build.mjs';
	const { compile } = await import(build);
	const { path, text } = await compile();
	const { readFileSync } = await import('node:fs');
	expect(readFileSync(path, 'utf8')).toBe(text);
});
