import { createMatrix, type Matrix, SerError } from '@ser/core';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { prepareBackend } from '../backend.js';
import { checkClips } from '../classifier/check-clips.js';
import { copyWindow } from '../classifier/windows.js';
import { argmax } from '../training/train-step.js';
import type { Backend } from '../types.js';
import { keras2Topology, keras2WeightName, layerNames } from './keras2-topology.js';

/** Where the files of a model are: a URL of its model.json, or the files themselves. */
export type KerasSource = string | { modelJson: unknown; weights: Uint8Array };

export interface KerasOptions {
	/** the names of the outputs, in their order */
	classes: readonly string[];
	/** the model ends without softmax; default false */
	logits?: boolean;
	/** frames given to a model that takes any number; default: the whole clip, one clip at a time */
	frames?: number;
	/** what stands before and after a clip that is too short: its minimum (default) or a number */
	padding?: 'min' | number;
	backend?: Backend;
}

/** A model trained elsewhere, which predicts like a `Classifier` but cannot be fitted or stored. */
export interface KerasClassifier {
	readonly kind: 'keras';
	/** in the order of the model's outputs */
	readonly classes: readonly string[];
	readonly model: LayersModel;
	/** one row per clip */
	predictProba(x: Matrix | readonly Matrix[]): Promise<Matrix>;
	predict(x: Matrix | readonly Matrix[]): Promise<string[]>;
	dispose(): void;
}

/**
 * Loads a Keras model (2 or 3) that `tensorflowjs_converter` turned into model.json and weights, or that tfjs saved.
 *
 * A model with input batch × values takes a Matrix with one feature vector per clip; batch × frames × coefficients,
 * with or without a channel axis of 1 at the end, takes one matrix per clip, cut or padded around its middle.
 *
 * @throws {SerError} FILE when it cannot be loaded, FORMAT when its input or output does not fit
 * @example
 * const model = await loadKerasModel('/models/emotion/model.json', { classes: ['angry', 'happy', 'sad'] });
 */
export async function loadKerasModel(source: KerasSource, options: KerasOptions): Promise<KerasClassifier> {
	await prepareBackend(options.backend);
	let model: LayersModel;
	try {
		model = await loadLayersModel(handlerOf(typeof source === 'string' ? await fetchFiles(source) : source));
	} catch (cause) {
		const name = typeof source === 'string' ? source : 'model.json';
		throw new SerError('FILE', `${name}: not a layers model that TensorFlow.js can load: ${(cause as Error).message}`, {
			cause,
		});
	}
	const [input, output] = [model.inputs[0]!.shape, model.outputs[0]!.shape];
	const outputs = output[output.length - 1];
	const problem =
		model.inputs.length !== 1 || model.outputs.length !== 1
			? `it has ${model.inputs.length} inputs and ${model.outputs.length} outputs, not one of each`
			: outputs !== options.classes.length
				? `it has ${outputs} outputs for ${options.classes.length} classes`
				: input.length < 2 || input.length > 4 || (input.length === 4 && input[3] !== 1)
					? `its input has shape [${input.join(', ')}]`
					: undefined;
	if (problem) {
		model.dispose();
		throw new SerError('FORMAT', `the Keras model does not fit: ${problem}`);
	}

	async function predictProba(x: Matrix | readonly Matrix[]): Promise<Matrix> {
		await prepareBackend(options.backend);
		if (input.length === 2) return run([vectorBatch(x, input[1] ?? undefined)]);
		const clips = checkClips('keras', x, input[2] ?? undefined);
		return run(clips.map((clip) => clipBatch(clip, input, options)));
	}

	async function run(batches: { values: Float32Array; shape: number[] }[]): Promise<Matrix> {
		const rows: Float32Array[] = [];
		for (const { values, shape } of batches) {
			const result = tf.tidy(() => {
				const raw = model.predict(tf.tensor(values, shape)) as tf.Tensor;
				return options.logits ? tf.softmax(raw) : raw;
			});
			rows.push((await result.data()) as Float32Array);
			result.dispose();
		}
		const data = new Float32Array(rows.reduce((sum, row) => sum + row.length, 0));
		let at = 0;
		for (const row of rows) {
			data.set(row, at);
			at += row.length;
		}
		return createMatrix(data.length / options.classes.length, options.classes.length, data);
	}

	return {
		kind: 'keras',
		classes: options.classes,
		model,
		predictProba,
		async predict(x) {
			const { data, rows, cols } = await predictProba(x);
			return Array.from({ length: rows }, (_, row) => options.classes[argmax(data, row * cols, cols)]!);
		},
		dispose: () => void model.dispose(),
	};
}

function vectorBatch(x: Matrix | readonly Matrix[], cols: number | undefined) {
	const matrix = x as Matrix;
	if (Array.isArray(x))
		throw new SerError('INPUT', 'keras: this model takes one matrix of feature vectors, got a list');
	if (cols !== undefined && matrix.cols !== cols) {
		throw new SerError('INPUT', `keras: this model takes ${cols} features per clip, got ${matrix.cols}`);
	}
	return { values: matrix.data, shape: [matrix.rows, matrix.cols] };
}

function clipBatch(clip: Matrix, input: (number | null)[], { frames, padding = 'min' }: KerasOptions) {
	const wanted = input[1] ?? frames ?? clip.rows;
	const values = new Float32Array(wanted * clip.cols);
	const start = Math.floor((clip.rows - wanted) / 2);
	copyWindow(clip, start, wanted, values, padding);
	return { values, shape: input.length === 4 ? [1, wanted, clip.cols, 1] : [1, wanted, clip.cols] };
}

/** Weights of a manifest with several files lie one after the other in `weights`. */
function handlerOf({ modelJson, weights }: { modelJson: unknown; weights: Uint8Array }): tf.io.IOHandler {
	const { modelTopology, weightsManifest, format, userDefinedMetadata } = modelJson as tf.io.ModelJSON;
	const layers = layerNames(modelTopology);
	return tf.io.fromMemory({
		modelTopology: keras2Topology(modelTopology) as tf.io.ModelArtifacts['modelTopology'],
		format,
		userDefinedMetadata,
		weightSpecs: (weightsManifest ?? []).flatMap((group) =>
			group.weights.map((spec) => ({ ...spec, name: keras2WeightName(spec.name, layers) })),
		),
		weightData: new Uint8Array(weights).buffer,
	});
}

/** The files behind a URL. */
async function fetchFiles(url: string): Promise<{ modelJson: unknown; weights: Uint8Array }> {
	const get = async (address: string | URL) => {
		const response = await fetch(address);
		if (!response.ok) throw new Error(`${address} answered ${response.status}`);
		return response;
	};
	const base = new URL(url, globalThis.location?.href);
	const modelJson = (await (await get(base)).json()) as tf.io.ModelJSON;
	const paths = (modelJson.weightsManifest ?? []).flatMap((group) => group.paths);
	const parts = await Promise.all(paths.map(async (path) => (await get(new URL(path, base))).arrayBuffer()));
	return { modelJson, weights: new Uint8Array(await new Blob(parts).arrayBuffer()) };
}
