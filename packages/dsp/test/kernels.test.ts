import { createRandom } from '@ser/core';
import { describe, expect, test } from 'vitest';
import { createPlainPower } from '../src/fft/power-spectrum.js';
import { createWasmPower } from '../src/fft/wasm-power.js';
import { chromaStft, getWindow, melSpectrogram, spectrogram } from '../src/index.js';
import { createPlainDecibels, createWasmDecibels } from '../src/kernels/decibels.js';
import { createPlainPeakFinder, createWasmPeakFinder } from '../src/kernels/find-peaks.js';
import { createPlainProjection, createWasmProjection } from '../src/kernels/project.js';
import { createPlainTriangles, createWasmTriangles } from '../src/kernels/triangles.js';
import { buildMelTriangles } from '../src/mel/mel-filterbank.js';
import { createPlainAutocorrelation } from '../src/pitch/autocorrelation.js';
import { createWasmAutocorrelation } from '../src/pitch/wasm-autocorrelation.js';
import { makeSignal } from './parity/signals.js';

const samples = makeSignal('voice', 16000, 9000);

describe('WebAssembly kernels and the plain code that stands in for them', () => {
	test.each([64, 128, 256, 512, 1024, 2048, 4096, 8192])('give the same power spectra of %i samples', (size) => {
		const window = getWindow('hann', size);
		const [wasm, plain] = [createWasmPower(size)!, createPlainPower(size)].map((plan) => {
			const rows = 30;
			const output = new Float32Array(rows * plan.bins);
			plan.each(samples, -size / 2, 77, rows, 'reflect', window, (spectra, count, t) =>
				output.set(spectra.subarray(0, count * plan.bins), t * plan.bins),
			);
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
		plan.each(samples, -256, 3000, 4, 'constant', hann, (spectra, count, t) =>
			all.set(spectra.subarray(0, count * 257), t * 257),
		);
		const one = new Float32Array(257);
		for (let t = 0; t < 4; t++) {
			plan.compute(samples, 0, 'constant', boxcar, one, 0);
			plan.compute(samples, -256 + 3000 * t, 'constant', hann, one, 0);
			expect(one).toEqual(all.subarray(t * 257, (t + 1) * 257));
		}
	});

	test('sizes without a kernel are left to the plain code', () => {
		for (const size of [1, 2, 4, 32, 100, 401]) expect(createWasmPower(size)).toBeUndefined();
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
		const plain = createPlainProjection(packed, length, outputs / 12);
		expect(wasm.apply(row, 3, 1).slice(0, outputs)).toEqual(plain.apply(row, 3, 1));
	});

	test.each([
		{ nFft: 2048, nMels: 128 },
		{ nFft: 401, nMels: 40 },
		{ nFft: 256, nMels: 64, fMin: 100, fMax: 3000 },
	])('give the same bits in mel bands, one row at a time or many: %o', ({ nFft, nMels, fMin, fMax }) => {
		const bins = Math.floor(nFft / 2) + 1;
		const filterbank = buildMelTriangles(16000, nFft, nMels, fMin ?? 0, fMax ?? 8000, false, 'slaney');
		const random = createRandom(2);
		const spectra = Float32Array.from({ length: 19 * bins }, () => random.normal() ** 2);
		const [wasm, plain] = [createWasmTriangles(filterbank)!, createPlainTriangles(filterbank)].map((plan) => {
			const output = new Float32Array(19 * nMels);
			plan.apply(spectra, 0, 19, output, 0);
			return output;
		});
		expect(wasm).toEqual(plain);
		const one = new Float32Array(nMels + 1);
		createWasmTriangles(filterbank)!.apply(spectra, 7 * bins, 1, one, 1);
		expect(one.subarray(1)).toEqual(plain!.subarray(7 * nMels, 8 * nMels));
	});

	test.each([
		[2048, 245],
		[1024, 340],
		[1001, 333],
		[300, 20],
		[64, 63],
	])('give the same autocorrelation of %i samples up to lag %i', (frameLength, maxLag) => {
		const [wasm, plain] = [createWasmAutocorrelation, createPlainAutocorrelation].map((create) => {
			const plan = create(frameLength, maxLag)!;
			const all: number[] = [];
			plan.each(samples, -(frameLength >> 1), 512, 17, 'edge', (t, signal, at) =>
				all.push(t, signal[at]!, signal[at + frameLength - 1]!, ...plan.lags.subarray(0, maxLag + 1)),
			);
			return all;
		});
		const largest = plain!.reduce((a, b) => Math.max(a, b), 0);
		expect(plain!.length).toBe(17 * (maxLag + 4));
		expect(wasm!.reduce((max, x, i) => Math.max(max, Math.abs(x - plain![i]!)), 0)).toBeLessThan(1e-13 * largest);
	});

	test('give the same decibels', () => {
		const random = createRandom(3);
		const power = Float32Array.from({ length: 9001 }, () => 10 ** random.uniform(-45, 38));
		power.set([0, 1, 2, 0.5, Math.SQRT1_2, 1e-10, 1.1754943508222875e-38, 1.401298464324817e-45, Infinity]);
		for (const count of [1, 2, 9, 4096, 4097, 9001]) {
			const values = power.subarray(0, count);
			const [ours, plain] = [new Float32Array(count), new Float32Array(count)];
			const [wasm, slow] = [createWasmDecibels()!, createPlainDecibels()];
			wasm.convert(values, ours, 1e-40, 3);
			slow.convert(values, plain, 1e-40, 3);
			expect(wasm.largest()).toBe(slow.largest());
			const worst = ours.reduce((max, x, i) => (x === plain[i] ? max : Math.max(max, Math.abs(x - plain[i]!))), 0);
			expect(worst).toBeLessThan(4e-5);
		}
		const odd = new Float32Array([Number.NaN, 1]);
		createWasmDecibels()!.convert(odd, odd, 1e-10, 0);
		expect(odd).toEqual(new Float32Array([Number.NaN, 0]));
	});

	test('find the same peaks', () => {
		const random = createRandom(4);
		for (const length of [3, 7, 65, 1025]) {
			const rows = Float32Array.from({ length: 16 * length }, () => Math.round(4 * Math.abs(random.normal())));
			const wasm = createWasmPeakFinder(length)!;
			const plain = createPlainPeakFinder(length);
			const found = Array.from({ length: 16 }, (_, t) => {
				const count = plain.find(rows, t * length, 1, 1, length - 2, 0.1);
				return Array.from(plain.places.subarray(0, count), (place) => t * length + place);
			}).flat();
			const count = wasm.find(rows, 0, 16, 1, length - 2, 0.1);
			expect(Array.from(wasm.places.subarray(0, count))).toEqual(found);
		}
	});
});

test('the committed modules are what assembly/ compiles to, and below 4096 bytes', async () => {
	const build = '../build.mjs';
	const { compile } = await import(build);
	const { readFileSync } = await import('node:fs');
	for (const { path, text, bytes } of await compile()) {
		expect(readFileSync(path, 'utf8')).toBe(text);
		expect(bytes).toBeLessThan(4096);
	}
});

test.each([1, 2, 3])(
	'mel bands and chroma of samples are those of their spectrogram, to the last bit (power %i)',
	(power) => {
		const options = { sampleRate: 16000, nFft: 512, hopLength: 128, power };
		const spectrum = spectrogram(samples, options);
		expect(melSpectrogram(samples, options)).toEqual(melSpectrogram(spectrum, options));
		const other = spectrogram(samples.subarray(4000), { ...options, power: 2 });
		const chroma = chromaStft(samples, options);
		expect(chromaStft(other, options)).toEqual(chromaStft(samples.subarray(4000), options));
		expect(chroma).toEqual(chromaStft(spectrogram(samples, { ...options, power: 2 }), options));
		expect(() => melSpectrogram(samples, { power: -1 })).toThrow(/power/);
	},
);
