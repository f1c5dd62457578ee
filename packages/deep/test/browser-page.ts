import { createDeepClassifier, deepClassifierFromJson, prepareBackend } from '../src/index.js';
import { tinyOptions, toyClips } from './toy-clips.js';

/** What the page is given and gives; the test runs the same in Node. */
export async function predictAndTrain(
	stored: unknown,
): Promise<{ backend: string; stored: number[]; trained: number[] }> {
	const backend = await prepareBackend('wasm', { wasmPaths: '/wasm/' });
	const unseen = toyClips(9, { seed: 3 }).x;
	const classifier = await deepClassifierFromJson(stored);
	const fresh = createDeepClassifier('cnn', { ...tinyOptions, epochs: 2 });
	const { x, y } = toyClips(24);
	await fresh.fit(x, y);
	return {
		backend,
		stored: [...(await classifier.predictProba(unseen)).data],
		trained: [...(await fresh.predictProba(unseen)).data],
	};
}

Object.assign(globalThis, { predictAndTrain });
