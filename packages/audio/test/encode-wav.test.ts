import { decodeAudio, encodeWav } from '@ser/audio';
import { createRandom } from '@ser/core';
import { describe, expect, test } from 'vitest';

const random = createRandom('encode');

describe('encodeWav', () => {
	test('16-bit samples that came from a file go back to the same integers', async () => {
		const samples = Float32Array.from({ length: 65536 }, (_, i) => (i - 32768) / 32768);
		const { samples: again, sampleRate, info } = await decodeAudio(encodeWav({ samples, sampleRate: 24414 }));
		expect(again).toEqual(samples);
		expect(sampleRate).toBe(24414);
		expect(info).toMatchObject({ bitDepth: 16, channels: 1, notes: [] });
	});
	test('24 and 32 bits are within half a step, float is exact', async () => {
		const samples = Float32Array.from({ length: 1001 }, () => random.uniform(-1, 1));
		for (const [options, step] of [
			[{ bitDepth: 24 }, 2 ** -23],
			[{ bitDepth: 32 }, 2 ** -31],
			[{ float: true }, 0],
		] as const) {
			const { samples: again, info } = await decodeAudio(encodeWav({ samples, sampleRate: 8000 }, options));
			const worst = samples.reduce((max, value, i) => Math.max(max, Math.abs(value - again[i]!)), 0);
			expect(worst).toBeLessThanOrEqual(step / 2);
			expect(info.notes).toEqual([]);
		}
	});
	test('integers are clipped at full scale, floats are not', async () => {
		const waveform = { samples: Float32Array.of(2, -2), sampleRate: 8000 };
		expect([...(await decodeAudio(encodeWav(waveform))).samples]).toEqual([32767 / 32768, -1]);
		expect([...(await decodeAudio(encodeWav(waveform, { float: true }))).samples]).toEqual([2, -2]);
	});
	test('what cannot be written is refused by name', () => {
		const good = { samples: Float32Array.of(0), sampleRate: 8000 };
		const code = (call: () => unknown) => {
			try {
				call();
			} catch (error) {
				return (error as { code: string }).code;
			}
			return 'nothing thrown';
		};
		expect(code(() => encodeWav({ ...good, samples: new Float32Array() }))).toBe('INPUT');
		expect(code(() => encodeWav({ ...good, samples: Float32Array.of(Number.NaN) }))).toBe('INPUT');
		expect(code(() => encodeWav({ ...good, sampleRate: 0.5 }))).toBe('INPUT');
		expect(code(() => encodeWav(good, { bitDepth: 12 as 16 }))).toBe('PARAMETER');
		expect(code(() => encodeWav(good, { bitDepth: 16, float: true }))).toBe('PARAMETER');
	});
});
