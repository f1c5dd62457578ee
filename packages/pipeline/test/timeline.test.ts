import type { Waveform } from '@ser/core';
import { describe, expect, it } from 'vitest';
import { emotionTimeline, type Recogniser, streamTimeline, type TimelinePoint } from '../src/index.js';

/** Says how loud a window is: enough to see which samples it was given. */
const meter = {
	predict: async ({ samples }: Waveform) => {
		const loud = Math.min(1, samples.reduce((a, x) => a + Math.abs(x), 0) / samples.length);
		return { emotion: loud > 0.5 ? 'loud' : 'soft', confidence: 1, probabilities: { loud, soft: 1 - loud } };
	},
} as unknown as Recogniser;

const rate = 1000;
const recording: Waveform = {
	sampleRate: rate,
	samples: Float32Array.from({ length: 10_400 }, (_, i) => (i < 4000 ? 0.9 : i < 7000 ? 0 : 0.1) * (i % 2 ? 1 : -1)),
};

async function chunked(size: number): Promise<TimelinePoint[]> {
	const chunks: Waveform[] = [];
	for (let i = 0; i < recording.samples.length; i += size) {
		chunks.push({ sampleRate: rate, samples: recording.samples.subarray(i, i + size) });
	}
	const points: TimelinePoint[] = [];
	for await (const point of streamTimeline(meter, chunks, { windowSeconds: 2, hopSeconds: 1 })) points.push(point);
	return points;
}

describe('streamTimeline', () => {
	it('gives the same points whatever the chunks', async () => {
		const whole = await emotionTimeline(meter, recording, { windowSeconds: 2, hopSeconds: 1 });
		for (const size of [1, 137, 1000, 2000, 5000]) expect(await chunked(size)).toEqual(whole);
	});

	it('covers the recording in order, with silence where there is none', async () => {
		const points = await chunked(500);
		expect(points.map((point) => point.startSeconds)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
		expect(points[0]).toMatchObject({ emotion: 'loud', endSeconds: 2, silence: false });
		expect(points[4]).toMatchObject({ emotion: 'silence', silence: true, probabilities: {} });
		expect(points.at(-1)!.emotion).toBe('soft');
	});

	it('judges a recording shorter than a window once, and an empty one never', async () => {
		const short = { sampleRate: rate, samples: recording.samples.subarray(0, 300) };
		expect(await emotionTimeline(meter, short)).toHaveLength(1);
		expect(await emotionTimeline(meter, { sampleRate: rate, samples: new Float32Array(0) })).toEqual([]);
	});

	it('stops when told to', async () => {
		await expect(emotionTimeline(meter, recording, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
			'enough',
		);
	});
});
