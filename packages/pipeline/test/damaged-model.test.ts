import { createClassifier } from '@ser/classic';
import { createMatrix, createRandom, SerError } from '@ser/core';
import { createRecogniser, featureVersion, loadRecogniser, type ModelFiles } from '@ser/pipeline';
import { beforeAll, describe, expect, test } from 'vitest';

/** Damages that the fuzzer of tools/fuzz found a model file accepted with, or refused without a name. */

const waveform = { samples: Float32Array.from({ length: 8000 }, (_, i) => Math.sin(i / 13) / 3), sampleRate: 16000 };
let files: ModelFiles;

beforeAll(async () => {
	const random = createRandom('damaged model');
	const columns = 180;
	const labels = Array.from({ length: 12 }, (_, i) => ['anger', 'sadness'][i % 2]!);
	const x = createMatrix(
		12,
		columns,
		Float32Array.from({ length: 12 * columns }, () => random.normal()),
	);
	const member = { features: 'tutorial180', model: 'logistic', options: {} } as const;
	const classifier = await createClassifier('logistic', {}).fit(x, labels);
	const choices = {
		members: [member],
		clean: 'none',
		normalize: 'train',
		augment: 'none',
		copies: 0,
		tune: false,
		calibrate: false,
		seed: 1,
	};
	const recipe = choices as unknown as Parameters<typeof createRecogniser>[0]['recipe'];
	files = createRecogniser({
		recipe,
		classes: classifier.classes,
		members: [{ member, classifier } as never],
		featureVersions: [featureVersion({ features: 'tutorial180', clean: 'none' })],
		typical: [{ mean: new Float64Array(columns), sd: new Float64Array(columns).fill(1) }],
		temperature: 1,
		threshold: 0,
		training: { clips: 12, corpora: ['x'], speakers: ['a'], languages: [], contentHashes: [], created: '2026-01-01' },
	}).toFiles();
});

const edited = (edit: (tree: ReturnType<typeof JSON.parse>) => void): ModelFiles => {
	const tree = JSON.parse(files.model);
	edit(tree);
	return { model: JSON.stringify(tree), weights: files.weights };
};
const refusal = async (damaged: ModelFiles) => {
	const error = await loadRecogniser(damaged, 'run/model.json')
		.then((recogniser) => recogniser.predict(waveform))
		.catch((caught) => caught);
	expect(error).toBeInstanceOf(SerError);
	expect(error.code).toBe('FORMAT');
	expect(error.message).not.toMatch(/\n/);
	expect(error.message.length).toBeLessThan(1000);
	return error.message as string;
};

describe('a damaged model is refused by name', () => {
	test('the sound one loads and predicts', async () => {
		const { probabilities } = await (await loadRecogniser(files)).predict(waveform);
		expect(probabilities.anger! + probabilities.sadness!).toBeCloseTo(1, 5);
	});
	test('one bit of the weights', async () => {
		const weights = files.weights.slice();
		weights[100]! ^= 1;
		expect(await refusal({ model: files.model, weights })).toMatch(/^run\/model\.json: damaged, weights\.bin/);
	});
	test('weights that are not numbers, from a writer who left the checksum out', async () => {
		const { model } = edited((tree) => delete tree.weightsCrc32);
		expect(await refusal({ model, weights: files.weights.slice().fill(0xff) })).toMatch(/damaged/);
	});
	test('a recipe that is none', async () => {
		expect(await refusal(edited((tree) => (tree.recipe.members = { length: 1 })))).toMatch(
			/^run\/model\.json: damaged, recipe/,
		);
		expect(await refusal(edited((tree) => (tree.recipe.clean = '0')))).toMatch(
			/^run\/model\.json: damaged, cleaning step/,
		);
	});
	test('classes that are not those of the model', async () => {
		expect(await refusal(edited((tree) => tree.classes.pop()))).toMatch(/knows other classes/);
		expect(await refusal(edited((tree) => tree.classes.push('anger')))).toMatch(/not distinct/);
	});
	test('text that breaks in the middle, and very long values', async () => {
		const model = files.model.replace('"sadness"', 'sadness"');
		expect(await refusal({ model, weights: files.weights })).toMatch(/damaged, not JSON/);
		await refusal(edited((tree) => (tree.version = 'x'.repeat(5000))));
		await refusal(edited((tree) => (tree.featureVersions = ['x'.repeat(5000)])));
	});
	test('a member that its recipe does not know', async () => {
		await refusal(edited((tree) => (tree.members[0].member.features = 'egemaps')));
		await refusal(edited((tree) => tree.members.push(tree.members[0])));
		await refusal(edited((tree) => (tree.typical = [])));
	});
});
