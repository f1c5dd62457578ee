import { createRandom, type Matrix } from '@ser/core';

/** What a classifier takes: feature vectors, or frames of each clip. */
export type Input = Matrix | Matrix[];

/** Made-up clips. */
export interface Trial {
	x: Input;
	y: string[];
	groups: string[];
}

/** Seeded clips of well separated classes, three speakers. */
export function makeTrial(
	classes: readonly string[],
	count: number,
	cols: number,
	seed: number,
	frames: boolean,
): Trial {
	const random = createRandom(`check/${seed}`);
	const y: string[] = [];
	const groups: string[] = [];
	const clips: Matrix[] = [];
	for (let i = 0; i < count; i++) {
		classes.forEach((label, c) => {
			const rows = frames ? 20 + random.integer(10) : 1;
			const data = Float32Array.from(
				{ length: rows * cols },
				(_, at) => random.normal() * 0.3 + ((at % cols) % classes.length === c ? 2 : 0),
			);
			clips.push({ data, rows, cols });
			y.push(label);
			groups.push(`speaker ${i % 3}`);
		});
	}
	if (frames) return { x: clips, y, groups };
	const data = new Float32Array(clips.length * cols);
	clips.forEach((clip, r) => {
		data.set(clip.data, r * cols);
	});
	return { x: { data, rows: clips.length, cols }, y, groups };
}

/** A copy of some clips. */
export function takeClips(x: Input, clips: readonly number[]): Input {
	if (Array.isArray(x)) return clips.map((i) => ({ ...x[i], data: x[i].data.slice() }));
	const data = new Float32Array(clips.length * x.cols);
	clips.forEach((i, r) => {
		data.set(x.data.subarray(i * x.cols, (i + 1) * x.cols), r * x.cols);
	});
	return { data, rows: clips.length, cols: x.cols };
}
