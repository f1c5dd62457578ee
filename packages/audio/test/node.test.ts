import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { decodeAudio, encodeWav } from '@ser/audio';
import { type PcmEncoding, pcmChunks, readAudio, readAudioStream, wavChunks, writeWav } from '@ser/audio/node';
import { createRandom, type Waveform } from '@ser/core';
import { afterAll, describe, expect, test } from 'vitest';
import { buildWav, int16, text } from './build-wav.js';

const folder = mkdtempSync(join(tmpdir(), 'ser-audio-node-'));
afterAll(() => rmSync(folder, { recursive: true }));
const random = createRandom('node');
const samples = Float32Array.from({ length: 10007 }, () => Math.round(random.uniform(-32768, 32767)) / 32768);
const waveform = { samples, sampleRate: 16000 };

/** A stream that delivers in pieces of random length. */
function pieces(bytes: Uint8Array): Readable {
	const parts: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; ) {
		const size = 1 + random.integer(700);
		parts.push(bytes.subarray(at, at + size));
		at += size;
	}
	return Readable.from(parts);
}
async function collect(chunks: AsyncIterable<Waveform>) {
	const lengths: number[] = [];
	const values: number[] = [];
	for await (const chunk of chunks) {
		expect(chunk.sampleRate).toBe(16000);
		lengths.push(chunk.samples.length);
		values.push(...chunk.samples);
	}
	return { lengths, values: Float32Array.from(values) };
}

describe('files', () => {
	test('writeWav and readAudio', async () => {
		const path = join(folder, 'a.wav');
		await writeWav(path, waveform);
		expect((await readAudio(path)).samples).toEqual(samples);
		const resampled = await readAudio(path, { sampleRate: 22050, maxSeconds: 0.1 });
		expect(resampled).toMatchObject({ sampleRate: 22050, info: { format: 'wav', channels: 1 } });
		expect(resampled.samples.length).toBe(2205);
	});
	test('nothing half-written: a failed write leaves the old file and no other', async () => {
		const path = join(folder, 'kept.wav');
		await writeWav(path, waveform);
		await expect(writeWav(path, { ...waveform, samples: Float32Array.of(Number.NaN) })).rejects.toMatchObject({
			code: 'INPUT',
		});
		await expect(writeWav(join(folder, 'no', 'such', 'b.wav'), waveform)).rejects.toMatchObject({ code: 'FILE' });
		expect((await readAudio(path)).samples).toEqual(samples);
		expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
	});
	test('the ending says nothing', async () => {
		const path = join(folder, 'wav-named.mp3');
		writeFileSync(path, encodeWav(waveform));
		expect((await readAudio(path)).info.format).toBe('wav');
	});
});

describe('pipes', () => {
	test('a whole file from a stream', async () => {
		expect((await readAudioStream(pieces(encodeWav(waveform)))).samples).toEqual(samples);
		await expect(readAudioStream(pieces(text('hello')))).rejects.toThrow(/^standard input: this is text/);
		await expect(readAudioStream(Readable.from([]))).rejects.toThrow(/^standard input: the file is empty/);
		await expect(readAudioStream(pieces(encodeWav(waveform)), { maxBytes: 1000 })).rejects.toThrow(
			/more than 1000 bytes/,
		);
	});
	test('raw samples in chunks of a given length; the last one is shorter', async () => {
		const bytes = int16(...samples.map((value) => value * 32768));
		const { lengths, values } = await collect(pcmChunks(pieces(bytes), { sampleRate: 16000, chunkSeconds: 0.25 }));
		expect(lengths).toEqual([4000, 4000, 2007]);
		expect(values).toEqual(samples);
	});
	test('every encoding of raw samples, in two channels', async () => {
		const cases: [PcmEncoding, number[]][] = [
			['u8', [192, 64]],
			['s16le', [0, 64, 0, 192]],
			['s16be', [64, 0, 192, 0]],
			['s24le', [0, 0, 64, 0, 0, 192]],
			['s32le', [0, 0, 0, 64, 0, 0, 0, 192]],
			['f32le', [0, 0, 0, 63, 0, 0, 0, 191]],
			['f64le', [0, 0, 0, 0, 0, 0, 0xe0, 63, 0, 0, 0, 0, 0, 0, 0xe0, 191]],
		];
		for (const [encoding, bytes] of cases) {
			const one = await collect(pcmChunks(pieces(Uint8Array.from(bytes)), { sampleRate: 16000, encoding }));
			expect([...one.values]).toEqual([0.5, -0.5]);
			const two = await collect(
				pcmChunks(pieces(Uint8Array.from(bytes)), { sampleRate: 16000, encoding, channels: 2 }),
			);
			expect([...two.values]).toEqual([0]);
		}
	});
	test('bad options and samples', async () => {
		const drain = (options: object) => collect(pcmChunks(pieces(int16(1)), { sampleRate: 16000, ...options }));
		await expect(drain({ encoding: 'constructor' })).rejects.toMatchObject({ code: 'PARAMETER' });
		await expect(drain({ channels: 0 })).rejects.toMatchObject({ code: 'PARAMETER' });
		await expect(drain({ chunkSeconds: 0 })).rejects.toMatchObject({ code: 'PARAMETER' });
		await expect(drain({ sampleRate: 0 })).rejects.toMatchObject({ code: 'PARAMETER' });
		const nan = pcmChunks(pieces(Uint8Array.of(0, 0, 192, 127)), { sampleRate: 16000, encoding: 'f32le' });
		await expect(collect(nan)).rejects.toMatchObject({ code: 'FILE' });
	});
	test('WAV in chunks, whatever length its header claims', async () => {
		const data = int16(...samples.map((value) => value * 32768));
		for (const claimedData of [data.length, 0, 0xffffffff]) {
			const wav = buildWav({ data, claimedData, between: [['LIST', text('odd')]] });
			const { lengths, values } = await collect(wavChunks(pieces(wav), { chunkSeconds: 0.25 }));
			expect(lengths).toEqual([4000, 4000, 2007]);
			expect(values).toEqual(samples);
		}
		const trailed = buildWav({ data, after: [['LIST', text('not samples')]] });
		expect((await collect(wavChunks(pieces(trailed)))).values).toEqual(samples);
	});
	test('what is no WAV is refused before it is read to its end', async () => {
		const drain = (bytes: Uint8Array) => collect(wavChunks(pieces(bytes)));
		await expect(drain(text('some text that is long enough'))).rejects.toThrow(/^the stream: this is text/);
		await expect(drain(buildWav({ data: new Uint8Array() }).subarray(0, 30))).rejects.toThrow(
			/WAV header without samples/,
		);
		await expect(drain(new Uint8Array())).rejects.toThrow(/empty/);
		await expect(drain(buildWav({ data: int16(1), sampleRate: 0 }))).rejects.toThrow(/sample rate of 0 Hz/);
		const endless = buildWav({ data: int16(1), before: [['JUNK', new Uint8Array(2 ** 21)]] });
		await expect(drain(endless)).rejects.toThrow(/no samples in the first/);
	});
	test('leaving the loop closes the stream', async () => {
		const stream = pieces(encodeWav(waveform));
		for await (const chunk of wavChunks(stream, { chunkSeconds: 0.1 })) {
			expect(chunk.samples.length).toBe(1600);
			break;
		}
		expect(stream.destroyed).toBe(true);
	});
});

test('bytes that start inside a larger buffer', async () => {
	const path = join(folder, 'a.wav');
	const inside = new Uint8Array(readFileSync(path).length + 3);
	inside.set(readFileSync(path), 3);
	expect((await decodeAudio(inside.subarray(3))).samples).toEqual(samples);
});
