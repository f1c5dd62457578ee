import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { readAudio } from '@ser/audio/node';
import { createRandom, SerError } from '@ser/core';
import { afterAll, describe, expect, test } from 'vitest';
import { buildWav, float32, float64, int16, text } from './build-wav.js';

const folder = mkdtempSync(joinPath(tmpdir(), 'ser-audio-'));
afterAll(() => rmSync(folder, { recursive: true }));

const random = createRandom('noise');
const noise = Uint8Array.from({ length: 5000 }, () => random.integer(256));
const lfs = text(
	`version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a2146'.repeat(8)}\nsize 84578\n`.padEnd(130, '\n'),
);
const huge = buildWav({ data: int16(1, 2), sampleRate: 48000, claimedData: 10 * 3600 * 96000 });

const cases: Record<string, [Uint8Array, RegExp]> = {
	'empty file': [new Uint8Array(), /empty \(0 bytes\)/],
	'one byte': [Uint8Array.of(82), /text.*begins with "R"/],
	'half a header': [buildWav({ data: int16(1) }).subarray(0, 10), /ends within its header, after 10 bytes/],
	text: [text('path,emotion\na.wav,sad\n'), /this is text, not a sound file: begins with "path,emotion/],
	'web page': [text('<!DOCTYPE html><html><body>404'), /web page/],
	'Git LFS pointer': [lfs, /Git LFS pointer of 130 bytes.*git lfs pull/],
	'random bytes': [noise, /not a sound file: begins with the bytes/],
	zeros: [new Uint8Array(500), /not a sound file/],
	'header without samples': [buildWav({ data: new Uint8Array() }), /no samples/],
	'header without a data chunk': [buildWav({ data: int16(1) }).subarray(0, 36), /no data chunk/],
	'no format chunk': [text('RIFF\x10\0\0\0WAVELIST\x04\0\0\0abcd'), /without a format chunk/],
	'less than a frame': [buildWav({ data: int16(1), channels: 2 }), /not one frame of 4/],
	'zero channels': [buildWav({ data: int16(1), channels: 0, blockAlign: 2 }), /zero channels/],
	'zero rate': [buildWav({ data: int16(1), sampleRate: 0 }), /sample rate of 0 Hz/],
	'absurd rate': [buildWav({ data: int16(1), sampleRate: 4e9 }), /sample rate of 4000000000 Hz/],
	'unsupported codec': [buildWav({ data: int16(1), tag: 0x11 }), /IMA ADPCM \(format tag 0x0011\)/],
	'unknown codec': [buildWav({ data: int16(1), tag: 0x4242 }), /unknown codec \(format tag 0x4242\)/],
	'48-bit PCM': [buildWav({ data: int16(1, 2, 3), bits: 48 }), /PCM WAV of 48 bits/],
	'16-bit float': [buildWav({ data: int16(1, 2, 3), tag: 3 }), /float WAV of 16 bits/],
	NaN: [buildWav({ data: float32(0, 0.5, Number.NaN), tag: 3, bits: 32 }), /sample 2 is NaN/],
	infinity: [buildWav({ data: float32(Number.POSITIVE_INFINITY), tag: 3, bits: 32 }), /sample 0 is Infinity/],
	'beyond float': [buildWav({ data: float64(1e300), tag: 3, bits: 64 }), /sample 0 is Infinity/],
	zip: [text('PK\x03\x04 and so on'), /zip archive is not supported/],
	'RIFF that is no WAVE': [text('RIFF\x10\0\0\0AVI LIST'), /RIFF file of kind "AVI"/],
	'FLAC header only': [Uint8Array.of(0x66, 0x4c, 0x61, 0x43, 0, 0, 0, 34), /truncated FLAC/],
	'Ogg of nothing': [text('OggS and nothing else'), /Ogg without a known codec/],
	'ID3 tag only': [text('ID3\x04\0\0\0\0\0\x08abcdefgh'), /no audio frame/],
	'AIFF without chunks': [text('FORM\0\0\0\x04AIFF'), /without a complete COMM chunk/],
};

describe('every bad file is an error that names it and says why', () => {
	for (const [name, [bytes, reason]] of Object.entries(cases)) {
		test(name, async () => {
			const path = joinPath(folder, `${name.replaceAll(' ', '-')}.wav`);
			writeFileSync(path, bytes);
			const error = await readAudio(path).catch((caught) => caught);
			expect(error).toBeInstanceOf(SerError);
			expect(error.code).toBe('FILE');
			expect(error.message.startsWith(`${path}: `)).toBe(true);
			expect(error.message).toMatch(reason);
			expect(error.message).not.toMatch(/\n/);
		});
	}
	test('a missing file and a folder', async () => {
		await expect(readAudio(joinPath(folder, 'none.wav'))).rejects.toThrow(/none\.wav: no such file/);
		await expect(readAudio(folder)).rejects.toThrow(/this is a folder/);
	});
	test('a header that claims ten hours costs no memory', async () => {
		const path = joinPath(folder, 'ten-hours.wav');
		writeFileSync(path, huge);
		const before = process.memoryUsage().arrayBuffers;
		const { samples, info } = await readAudio(path);
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
		expect(samples.length).toBe(2);
		expect(info.notes[0]).toMatch(/claims 3456000000 bytes of samples, the file has 4/);
	});
});
