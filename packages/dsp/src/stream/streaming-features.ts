import { createMatrix, type Matrix, SerError } from '@ser/core';
import { checkOption } from '../check.js';
import { powerSpectrum } from '../fft/power-spectrum.js';
import { resolveStft } from '../stft/stft-options.js';
import { createExtractor, type StreamFrame } from './frame-extractors.js';
import type { StreamingFeatures, StreamingOptions } from './types.js';

/**
 * Frame features from a signal that arrives in chunks of any size.
 *
 * The frames equal those of the functions for whole signals to the last bit (padMode 'constant'), with what needs the whole
 * signal taken out: decibels have no `topDb` floor, and chroma takes its `tuning` (default 0) instead of estimating it.
 * So `mfcc` here is `mfcc(samples, { topDb: null })`, `contrast` is `spectralContrast(samples, { topDb: null })`, `chroma` is
 * `chromaStft(samples, { tuning: 0 })`, and `zcr`, `rms`, `f0` have frameLength = nFft. `onset` stands in the frame of the rise:
 * `onsetStrength(logMel, { center: false })`; `pcen` is that of `melSpectrogram(samples, { power: 1 })` times 2³¹.
 * A centred frame is finished half an nFft after its centre.
 *
 * @param options features, sampleRate 22050, nFft 2048, hopLength 512, center true, and those of `mfcc`
 * @throws {SerError} PARAMETER for a bad option
 * @example
 * const stream = createStreaming({ features: ['mfcc', 'rms'], sampleRate: 16000 });
 * const frames = stream.push(chunk); // frames × 21
 */
export function createStreaming(options: StreamingOptions): StreamingFeatures {
	const { features, sampleRate = 22050 } = options;
	checkOption(features.length > 0, 'features', 'at least one name', 'none');
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	const { nFft, hopLength, center, window } = resolveStft({ ...options, padMode: 'constant' }, 512);
	const extractors = features.map((name) => createExtractor(name, nFft, options));
	const names = extractors.flatMap((extractor) => extractor.names);
	const cols = names.length;
	const plan = powerSpectrum(nFft);
	const lead = center ? Math.floor(nFft / 2) : 0;

	const frame: StreamFrame = {
		samples: new Float32Array(nFft),
		from: 0,
		to: nFft,
		power: new Float32Array(plan.bins),
		magnitude: new Float32Array(plan.bins),
	};
	const output = new Float32Array(cols);
	const padding = new Float32Array(256);
	let filled = lead;
	// Samples still to be passed over, when the hop is longer than the frame.
	let skip = 0;
	let index = 0;
	// Samples of the signal that have arrived.
	let received = 0;

	function reset(): void {
		frame.samples.fill(0);
		filled = lead;
		skip = 0;
		index = 0;
		received = 0;
		for (const extractor of extractors) extractor.reset?.();
	}

	function emit(onFrame: (frame: Float32Array, index: number) => void): void {
		const start = index * hopLength - lead;
		frame.from = Math.max(0, -start);
		frame.to = Math.min(nFft, received - start);
		plan.compute(frame.samples, 0, 'constant', window, frame.power, 0);
		for (let k = 0; k < frame.power.length; k++) frame.magnitude[k] = Math.sqrt(frame.power[k]!);
		let to = 0;
		for (let e = 0; e < extractors.length; e++) {
			const extractor = extractors[e]!;
			extractor.compute(frame, output, to);
			to += extractor.names.length;
		}
		onFrame(output, index++);
		const kept = Math.max(0, nFft - hopLength);
		frame.samples.copyWithin(0, nFft - kept);
		filled = kept;
		skip = Math.max(0, hopLength - nFft);
	}

	function feed(
		chunk: Float32Array,
		length: number,
		real: boolean,
		onFrame: (frame: Float32Array, index: number) => void,
	): void {
		let at = 0;
		while (at < length) {
			if (skip > 0) {
				const passed = Math.min(skip, length - at);
				skip -= passed;
				at += passed;
				if (real) received += passed;
				continue;
			}
			const taken = Math.min(nFft - filled, length - at);
			for (let i = 0; i < taken; i++) frame.samples[filled + i] = chunk[at + i]!;
			filled += taken;
			at += taken;
			if (real) received += taken;
			if (filled === nFft) emit(onFrame);
		}
	}

	function process(chunk: Float32Array, onFrame: (frame: Float32Array, index: number) => void): void {
		for (let i = 0; i < chunk.length; i++) {
			if (!Number.isFinite(chunk[i]!))
				throw new SerError('INPUT', `samples must be finite, sample ${i} of the chunk is ${chunk[i]}`);
		}
		feed(chunk, chunk.length, true, onFrame);
	}

	function collect(run: (onFrame: (frame: Float32Array) => void) => void): Matrix {
		let rows = 0;
		let data = new Float32Array(8 * cols);
		run((values) => {
			if ((rows + 1) * cols > data.length) {
				const larger = new Float32Array(2 * data.length);
				larger.set(data);
				data = larger;
			}
			data.set(values, rows++ * cols);
		});
		return createMatrix(rows, cols, data.slice(0, rows * cols));
	}

	return {
		names,
		cols,
		hopSeconds: hopLength / sampleRate,
		process,
		reset,
		push: (chunk) => collect((onFrame) => process(chunk, onFrame)),
		flush() {
			const rest = collect((onFrame) => {
				if (received === 0) return;
				for (let left = lead; left > 0; left -= padding.length) {
					feed(padding, Math.min(left, padding.length), false, onFrame);
				}
			});
			reset();
			return rest;
		},
	};
}
