import { createMatrix, createRandom, type Matrix } from '@ser/core';

export interface ToyClips {
	x: Matrix[];
	y: string[];
	groups: string[];
}

/** Clips of noise in which the class decides where a band of energy lies and which way it moves. */
export function toyClips(count: number, { seed = 1, mels = 16, least = 40, most = 70 } = {}): ToyClips {
	const names = ['falling', 'high', 'low'];
	const clips: ToyClips = { x: [], y: [], groups: [] };
	for (let i = 0; i < count; i++) {
		const random = createRandom(`toy/${seed}/${i}`);
		const label = i % names.length;
		const rows = least + random.integer(most - least + 1);
		const clip = createMatrix(rows, mels);
		for (let t = 0; t < rows; t++) {
			const share = [0.8 - (0.6 * t) / rows, 0.75, 0.25][label]!;
			for (let k = 0; k < mels; k++) {
				clip.data[t * mels + k] = 0.5 * random.normal() + 2 * Math.exp(-(((k - share * mels) / 2) ** 2)) - 0.5;
			}
		}
		clips.x.push(clip);
		clips.y.push(names[label]!);
		clips.groups.push(`s${Math.floor(i / 6)}`);
	}
	return clips;
}

/** Options that train in a few seconds. */
export const tinyOptions = { size: 'small', epochs: 6, batchSize: 12, cropFrames: 32, learningRate: 5e-3 } as const;

export function share(predicted: readonly string[], truth: readonly string[]): number {
	return predicted.filter((label, i) => label === truth[i]).length / truth.length;
}
