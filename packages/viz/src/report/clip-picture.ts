import { type Matrix, SerError, type Waveform } from '@ser/core';
import { toBase64 } from '../base64.js';

/** A clip made small for a page: a mel spectrogram of 4 bits a cell and an envelope, about 1.6 kB together. */
export interface ClipPicture {
	durationSeconds: number;
	/** frames of the thumbnail */
	frames: number;
	/** mel bands of the thumbnail */
	bands: number;
	/** base64; frame by frame from the lowest band, two cells a byte (first in the high half), 15 = loudest */
	mel: string;
	/** base64; int8 pairs (minimum, maximum), ±127 = the clip's own peak */
	envelope: string;
}

export interface ClipPictureOptions {
	durationSeconds: number;
	/** gives the true min–max envelope; without it the envelope follows the mel energy */
	waveform?: Waveform;
	/** default 64 */
	frames?: number;
	/** default 32 */
	bands?: number;
	/** dB below the clip's loudest cell that are still drawn, default 60 */
	rangeDb?: number;
}

/**
 * A clip's thumbnail from its log-mel spectrogram.
 *
 * @param logMel frames × bands in dB, lowest band first, at least one of each
 * @throws {SerError} INPUT for an empty matrix
 * @example
 * clipPicture(powerToDb(melSpectrogram(samples, { sampleRate, nMels: 64 })), { durationSeconds: 2.1 });
 */
export function clipPicture(logMel: Matrix, options: ClipPictureOptions): ClipPicture {
	const { durationSeconds, waveform, rangeDb = 60 } = options;
	if (logMel.rows < 1 || logMel.cols < 1) {
		throw new SerError('INPUT', `clip picture: needs at least one frame and band, got ${logMel.rows} × ${logMel.cols}`);
	}
	const frames = Math.min(options.frames ?? 64, logMel.rows);
	const bands = Math.min(options.bands ?? 32, logMel.cols);
	const cells = meanPool(logMel, frames, bands);
	let top = Number.NEGATIVE_INFINITY;
	for (const value of cells) if (value > top) top = value;
	const levels = new Uint8Array(cells.length);
	for (let i = 0; i < cells.length; i++) {
		const level = 1 + ((cells[i] as number) - top) / rangeDb;
		levels[i] = level > 0 ? Math.round(15 * Math.min(1, level)) : 0;
	}
	const packed = new Uint8Array(Math.ceil(levels.length / 2));
	levels.forEach((level, i) => {
		packed[i >> 1] = (packed[i >> 1] as number) | (i % 2 === 0 ? level << 4 : level);
	});
	const envelope = waveform ? envelopeOf(waveform.samples, 96) : envelopeOfLevels(levels, frames, bands);
	return { durationSeconds, frames, bands, mel: toBase64(packed), envelope: toBase64(new Uint8Array(envelope.buffer)) };
}

/** Mean over the cells that fall together; frames × bands, row-major. */
function meanPool(matrix: Matrix, frames: number, bands: number): Float32Array {
	const pooled = new Float32Array(frames * bands);
	for (let f = 0; f < frames; f++) {
		const r0 = Math.floor((f * matrix.rows) / frames);
		const r1 = Math.max(r0 + 1, Math.floor(((f + 1) * matrix.rows) / frames));
		for (let b = 0; b < bands; b++) {
			const c0 = Math.floor((b * matrix.cols) / bands);
			const c1 = Math.max(c0 + 1, Math.floor(((b + 1) * matrix.cols) / bands));
			let sum = 0;
			for (let r = r0; r < r1; r++) for (let c = c0; c < c1; c++) sum += matrix.data[r * matrix.cols + c] as number;
			pooled[f * bands + b] = sum / ((r1 - r0) * (c1 - c0));
		}
	}
	return pooled;
}

function envelopeOf(samples: Float32Array, points: number): Int8Array {
	const envelope = new Int8Array(points * 2);
	let peak = 0;
	for (const value of samples) if (Math.abs(value) > peak) peak = Math.abs(value);
	const scale = peak > 0 ? 127 / peak : 0;
	for (let p = 0; p < points; p++) {
		const start = Math.floor((p * samples.length) / points);
		const end = Math.max(start + 1, Math.floor(((p + 1) * samples.length) / points));
		let low = 0;
		let high = 0;
		for (let i = start; i < end && i < samples.length; i++) {
			const value = samples[i] as number;
			if (value < low) low = value;
			if (value > high) high = value;
		}
		envelope[2 * p] = Math.round(low * scale);
		envelope[2 * p + 1] = Math.round(high * scale);
	}
	return envelope;
}

function envelopeOfLevels(levels: Uint8Array, frames: number, bands: number): Int8Array {
	const envelope = new Int8Array(frames * 2);
	for (let f = 0; f < frames; f++) {
		let loudest = 0;
		for (let b = 0; b < bands; b++) loudest = Math.max(loudest, levels[f * bands + b] as number);
		const height = Math.round(127 * (loudest / 15) ** 2);
		envelope[2 * f] = -height;
		envelope[2 * f + 1] = height;
	}
	return envelope;
}
