import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SerError } from '@ser/core';
import { exportTfjs } from '../exchange/export-tfjs.js';
import { type KerasClassifier, type KerasOptions, loadKerasModel } from '../exchange/load-keras-model.js';
import type { DeepClassifier } from '../types.js';

/**
 * Writes `model.json` and `weights.bin` into a folder, for plain TensorFlow.js: see `exportTfjs`.
 *
 * @param folder made when missing
 */
export async function saveTfjs(classifier: DeepClassifier, folder: string): Promise<void> {
	const { modelJson, weights } = await exportTfjs(classifier);
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'model.json'), `${JSON.stringify(modelJson)}\n`);
	await writeFile(join(folder, 'weights.bin'), weights);
}

/**
 * Loads a converted Keras model from its `model.json`; the weight files lie beside it: see `loadKerasModel`.
 *
 * @throws {SerError} FILE when a file is missing or not a model
 */
export async function loadKerasFile(path: string, options: KerasOptions): Promise<KerasClassifier> {
	const read = (file: string) =>
		readFile(file).catch((cause) => {
			throw new SerError('FILE', `${file}: cannot be read: ${cause.message}`, { cause });
		});
	let modelJson: { weightsManifest?: { paths: string[] }[] };
	try {
		modelJson = JSON.parse((await read(path)).toString('utf8'));
	} catch (cause) {
		if (cause instanceof SerError) throw cause;
		throw new SerError('FILE', `${path}: not JSON`, { cause });
	}
	const files = (modelJson.weightsManifest ?? []).flatMap(({ paths }) => paths);
	const parts = await Promise.all(files.map((file) => read(join(dirname(path), file))));
	return loadKerasModel({ modelJson, weights: Buffer.concat(parts) }, options);
}
