import { decodeAudio } from '@ser/audio';
import { createRandom } from '@ser/core';
import { describe, expect, test } from 'vitest';
import { buildWav, float32, float64, int16, join, text, type WavParts } from './build-wav.js';

const values = [0, 1, -1, 16384, -32768, 32767, 1000];
const expected = Float32Array.from(values, (v) => v / 32768);
const decode = async (parts: WavParts) => decodeAudio(buildWav(parts), { name: 'x.wav' });

describe('what the samples mean', () => {
	test('16 bits are divided by 32768', async () => {
		const { samples, sampleRate, info } = await decode({ data: int16(...values) });
		expect(samples).toEqual(expected);
		expect(sampleRate).toBe(16000);
		expect(info).toEqual({ format: 'wav', channels: 1, bitDepth: 16, encoding: 'pcm', notes: [] });
	});
	test('8 bits are unsigned around 128', async () => {
		const { samples } = await decode({ data: Uint8Array.of(0, 128, 255, 64), bits: 8 });
		expect([...samples]).toEqual([-1, 0, 127 / 128, -0.5]);
	});
	test('24 bits', async () => {
		const { samples } = await decode({ data: Uint8Array.of(0, 0, 128, 255, 255, 127, 1, 0, 0), bits: 24 });
		expect([...samples]).toEqual([-1, 8388607 / 8388608, 1 / 8388608]);
	});
	test('32 bits, and 20 bits in a container of 24', async () => {
		const wide = await decode({ data: new Uint8Array(Int32Array.of(-(2 ** 31), 2 ** 30).buffer), bits: 32 });
		expect([...wide.samples]).toEqual([-1, 0.5]);
		const odd = await decode({ data: Uint8Array.of(0, 0, 64), bits: 20 });
		expect([...odd.samples]).toEqual([0.5]);
	});
	test('floats are kept, also beyond full scale', async () => {
		expect([...(await decode({ data: float32(0.25, -1.5), bits: 32, tag: 3 })).samples]).toEqual([0.25, -1.5]);
		expect([...(await decode({ data: float64(0.25, -1.5), bits: 64, tag: 3 })).samples]).toEqual([0.25, -1.5]);
	});
	test('any number of channels is mixed down by its mean', async () => {
		const frames = [
			[0.5, -0.5, 0.25],
			[1, 1, 1],
		];
		const { samples, info } = await decode({ data: float32(...frames.flat()), bits: 32, tag: 3, channels: 3 });
		expect([...samples]).toEqual([Math.fround(0.25 / 3), 1]);
		expect(info.channels).toBe(3);
		const many = await decode({ data: int16(...new Array(600).fill(100)), channels: 300 });
		expect([...many.samples]).toEqual([Math.fround(100 / 32768), Math.fround(100 / 32768)]);
	});
	test('one sample is a recording', async () => {
		expect([...(await decode({ data: int16(8192) })).samples]).toEqual([0.25]);
	});
	test('maxSeconds reads the beginning', async () => {
		const wav = buildWav({ data: int16(...values), sampleRate: 1000 });
		expect((await decodeAudio(wav, { maxSeconds: 0.003 })).samples).toEqual(expected.subarray(0, 3));
		await expect(decodeAudio(wav, { maxSeconds: 0 })).rejects.toMatchObject({ code: 'PARAMETER' });
	});
});

describe('whatever the container looks like, the samples are the same', () => {
	const odd: [string, Uint8Array] = ['LIST', text('INFOx')];
	const even: [string, Uint8Array] = ['bext', text('0123456789')];
	const cases: Record<string, Partial<WavParts>> = {
		EXTENSIBLE: { extensible: true },
		RF64: { riff: 'RF64' },
		BW64: { riff: 'BW64' },
		'chunks everywhere': { before: [even], between: [odd], after: [odd, even] },
		'odd chunks without padding': { before: [odd], between: [odd, even], after: [odd], padding: false },
		'data before format': { dataFirst: true, between: [odd] },
		'wrong RIFF length': { claimedRiff: 0 },
		'huge RIFF length': { claimedRiff: 0xffffffff },
	};
	for (const [name, parts] of Object.entries(cases)) {
		test(name, async () => {
			const { samples, info } = await decode({ data: int16(...values), ...parts });
			expect(samples).toEqual(expected);
			expect(info.notes).toEqual([]);
		});
	}
	test('data of odd length, padded or not, before another chunk', async () => {
		for (const padding of [true, false]) {
			const { samples, info } = await decode({ data: Uint8Array.of(128, 0, 255), bits: 8, padding, after: [even] });
			expect(samples.length).toBe(3);
			expect(info.notes).toEqual([]);
		}
	});
	test('random shapes (200, seeded)', async () => {
		const random = createRandom('wav shapes');
		for (let round = 0; round < 200; round++) {
			const extra = (): [string, Uint8Array][] =>
				Array.from({ length: random.integer(3) }, () => [
					['LIST', 'JUNK', 'cue ', 'id3 '][random.integer(4)] as string,
					Uint8Array.from({ length: random.integer(20) }, () => random.integer(256)),
				]);
			const channels = 1 + random.integer(4);
			const frames = 1 + random.integer(30);
			const ints = Array.from({ length: frames * channels }, () => random.integer(65536) - 32768);
			const { samples, info } = await decode({
				data: int16(...ints),
				channels,
				before: extra(),
				between: extra(),
				after: extra(),
				dataFirst: random.next() < 0.3,
				extensible: random.next() < 0.5,
				riff: (['RIFF', 'RF64', 'BW64'] as const)[random.integer(3)] as 'RIFF',
			});
			const mean = (i: number) => ints.slice(i * channels, (i + 1) * channels).reduce((a, b) => a + b, 0) / channels;
			expect(samples).toEqual(Float32Array.from({ length: frames }, (_, i) => mean(i) / 32768));
			expect(info.notes).toEqual([]);
		}
	});
});

describe('a wrong data length is put right and noted', () => {
	for (const claimedData of [0, 0xffffffff, 0x7ffff000, 1_000_000, 4]) {
		test(`header claims ${claimedData} bytes`, async () => {
			const { samples, info } = await decode({ data: int16(...values, ...values), claimedData });
			expect(samples).toEqual(Float32Array.of(...expected, ...expected));
			expect(info.notes).toEqual([expect.stringContaining(`claims ${claimedData} bytes`)]);
		});
	}
	test('RF64 whose ds64 chunk is wrong too', async () => {
		const { samples, info } = await decode({ data: int16(...values), riff: 'RF64', claimedData: 123456 });
		expect(samples).toEqual(expected);
		expect(info.notes.length).toBe(1);
	});
	test('a truncated file gives the frames that are there', async () => {
		const wav = buildWav({ data: int16(...values), channels: 1 });
		const { samples, info } = await decodeAudio(wav.subarray(0, wav.length - 5));
		expect(samples).toEqual(expected.subarray(0, 4));
		expect(info.notes.length).toBe(2);
	});
	test('zeros or an ID3 tag after the data are no samples', async () => {
		for (const rest of [new Uint8Array(100), join(text('ID3'), new Uint8Array(50).fill(7))]) {
			const { samples } = await decodeAudio(join(buildWav({ data: int16(...values) }), rest));
			expect(samples).toEqual(expected);
		}
	});
	test('a block size that does not fit the bits', async () => {
		const { samples, info } = await decode({ data: int16(...values), blockAlign: 7 });
		expect(samples).toEqual(expected);
		expect(info.notes).toEqual([expect.stringContaining('block size')]);
	});
});
