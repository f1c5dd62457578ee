import { readFileSync } from 'node:fs';
import { decodeAudio } from '@ser/audio';
import { describe, expect, test } from 'vitest';
import { join } from './build-wav.js';

interface Fixture {
	name: string;
	base64: string;
	sampleRate: number;
	channels: number;
	mono: string;
	tolerance: number;
}
const load = (name: string) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
const files: Fixture[] = load('files');
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const monoOf = ({ mono }: Fixture) => new Float32Array(bytesOf(mono).buffer);
const fixture = (name: string) => files.find((file) => file.name === name) as Fixture;

/** FLAC keeps whole numbers, A-law and mu-law are tables: equal to libsndfile to the bit. Lossy codecs: to 1e-4. */
describe('every kind of file gives what libsndfile reads', () => {
	for (const file of files) {
		test(file.name, async () => {
			const decoded = await decodeAudio(bytesOf(file.base64), { name: file.name });
			const mono = monoOf(file);
			expect(decoded.sampleRate).toBe(file.sampleRate);
			expect(decoded.info.channels).toBe(file.channels);
			expect(decoded.info.notes).toEqual([]);
			expect(decoded.samples.length).toBe(mono.length);
			const worst = mono.reduce((max, value, i) => Math.max(max, Math.abs(value - decoded.samples[i]!)), 0);
			expect(worst).toBeLessThanOrEqual(file.tolerance);
		});
	}
});

describe('kinds that are not read are named', () => {
	for (const { name, base64 } of load('refused') as Fixture[]) {
		test(name, async () => {
			await expect(decodeAudio(bytesOf(base64), { name: 'clip.wav' })).rejects.toMatchObject({
				code: 'FILE',
				message: expect.stringMatching(new RegExp(`^clip.wav: .*${name.replace('.', '\\.')}.* is not supported`)),
			});
		});
	}
});

describe('compressed files', () => {
	const flac = bytesOf(fixture('FLAC PCM_16 1ch').base64);
	test('FLAC and WAV of the same integers are equal to the bit', async () => {
		for (const bits of [16, 24]) {
			const a = await decodeAudio(bytesOf(fixture(`FLAC PCM_${bits} 1ch`).base64));
			const b = await decodeAudio(bytesOf(fixture(`WAV PCM_${bits} 1ch`).base64));
			expect(a.samples).toEqual(b.samples);
		}
	});
	test('an MP3 with leading zeros, or an ID3 tag in front', async () => {
		const mp3 = fixture('MP3 1ch');
		const id3 = join(Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 20), new Uint8Array(20));
		for (const front of [new Uint8Array(100), id3]) {
			const { samples, info } = await decodeAudio(join(front, bytesOf(mp3.base64)));
			expect(info.format).toBe('mp3');
			expect(samples.length).toBe(monoOf(mp3).length);
		}
	});
	test('a truncated one gives what is there with a note, or an error that names it', async () => {
		for (const name of ['FLAC PCM_16 1ch', 'OGG VORBIS 1ch', 'MP3 1ch']) {
			const whole = bytesOf(fixture(name).base64);
			for (const part of [0.02, 0.2, 0.5, 0.9, 0.99]) {
				const cut = whole.subarray(0, Math.ceil(part * whole.length));
				const result = await decodeAudio(cut, { name: 'cut' }).catch((error) => error);
				if (result instanceof Error)
					expect(result).toMatchObject({ code: 'FILE', message: expect.stringMatching(/^cut: /) });
				else expect(result.samples.length).toBeGreaterThan(0);
			}
		}
	});
	test('a FLAC that decodes to far more than its size is refused', async () => {
		// One frame of a constant, repeated: 13 bytes become 65,535 samples.
		const { header, frame } = silentFlac();
		const bomb = join(header, ...new Array(3000).fill(frame));
		await expect(decodeAudio(bomb, { name: 'bomb' })).rejects.toMatchObject({
			code: 'FILE',
			message: expect.stringContaining('damaged or hostile'),
		});
		const start = await decodeAudio(bomb, { maxSeconds: 2 });
		expect(start.samples.length).toBe(32000);
	});
	test('maxSeconds reads the beginning', async () => {
		const { samples, info } = await decodeAudio(flac, { maxSeconds: 0.01 });
		expect(samples).toEqual(monoOf(fixture('FLAC PCM_16 1ch')).subarray(0, 80));
		expect(info.notes).toEqual([]);
	});
});

/** A FLAC header without a length and a frame of 65,535 zeros (16 kHz, 16 bits, mono), built by hand after RFC 9639. */
function silentFlac(): { header: Uint8Array; frame: Uint8Array } {
	const header = new Uint8Array(42);
	header.set([0x66, 0x4c, 0x61, 0x43, 0x80, 0, 0, 34, 0xff, 0xff, 0xff, 0xff]);
	header.set([16000 >> 12, (16000 >> 4) & 255, (16000 & 15) << 4, 0xf0], 18);
	const frame = new Uint8Array(13);
	// sync, 16-bit block size, 16 kHz, mono, 16 bits, frame 0, block size − 1
	frame.set([0xff, 0xf8, 0x75, 0x08, 0x00, 0xff, 0xfe]);
	frame[7] = crc(frame.subarray(0, 7), 8, 0x07);
	// a constant subframe of value 0
	const footer = crc(frame.subarray(0, 11), 16, 0x8005);
	frame.set([footer >> 8, footer & 255], 11);
	return { header, frame };
}

function crc(bytes: Uint8Array, bits: number, polynomial: number): number {
	const mask = 2 ** bits - 1;
	let value = 0;
	for (const byte of bytes) {
		value ^= byte << (bits - 8);
		for (let k = 0; k < 8; k++)
			value = value & (1 << (bits - 1)) ? ((value << 1) ^ polynomial) & mask : (value << 1) & mask;
	}
	return value;
}
