import { SerError } from '@ser/core';
import * as tf from '@tensorflow/tfjs-core';
import { model as createModel, input, type LayersModel, layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { prepareBackend } from '../backend.js';
import { networkPlans } from '../networks/index.js';
import type { DeepClassifier, TrainedModel } from '../types.js';

/** A model in the file format of TensorFlow.js. */
export interface TfjsFiles {
	/** the content of `model.json`; `userDefinedMetadata` holds the classes and how a clip becomes an input */
	modelJson: Record<string, unknown>;
	/** the content of `weights.bin` */
	weights: Uint8Array;
}

/**
 * A trained classifier as a TensorFlow.js layers model of stock layers only: plain `tf.loadLayersModel` loads it, and
 * predicts the same without this package. An ensemble becomes one model that averages its networks.
 *
 * Input: batch × frames × mels, any number of frames; a clip is cut or padded (with its minimum) to
 * `userDefinedMetadata.frames` around its middle. Output: batch × classes, probabilities.
 *
 * @throws {SerError} NOT_FITTED before `fit`
 */
export async function exportTfjs(classifier: DeepClassifier): Promise<TfjsFiles> {
	const { trained } = classifier;
	if (!trained) throw new SerError('NOT_FITTED', `${classifier.kind}: call fit before exporting`);
	await prepareBackend();
	const model = stockModel(trained);
	try {
		let files: TfjsFiles | undefined;
		await model.save({
			async save(artifacts) {
				const { modelTopology, weightSpecs, weightData, format, generatedBy } = artifacts;
				const bytes = tf.io.CompositeArrayBuffer.join(weightData);
				files = {
					modelJson: {
						format,
						generatedBy,
						convertedBy: '@ser/deep',
						modelTopology,
						weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
						userDefinedMetadata: {
							kind: trained.kind,
							classes: trained.classes,
							features: 'logmel',
							mels: trained.network.mels,
							frames: trained.windows.frames,
						},
					},
					weights: new Uint8Array(bytes),
				};
				return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
			},
		});
		return files!;
	} finally {
		model.dispose();
	}
}

/** The networks of a trained model from stock layers, averaged when there are several. */
function stockModel(trained: TrainedModel): LayersModel {
	const networks = trained.members.map((_, member) => stockNetwork(trained, member));
	if (networks.length === 1) return networks[0]!;
	const start = input({ name: 'logmel', shape: [null, trained.network.mels] });
	const outputs = networks.map((network) => network.apply(start) as SymbolicTensor);
	const mean = layers.average({ name: 'mean' }).apply(outputs) as SymbolicTensor;
	return createModel({ inputs: start, outputs: mean });
}

function stockNetwork({ kind, classes, network, layout, members }: TrainedModel, member: number): LayersModel {
	const prefix = members.length > 1 ? `member${member + 1}_` : '';
	const { model, stock } = networkPlans[kind]({ ...network, classes: classes.length, layers: 'stock', prefix });
	tf.tidy(() => {
		const blocks = new Map<string, tf.Tensor[]>();
		let at = 0;
		for (const { layer, shape } of layout) {
			const size = shape.reduce((a, b) => a * b, 1);
			const values = tf.tensor(members[member]!.slice(at, (at += size)), shape);
			blocks.set(`${prefix}${layer}`, [...(blocks.get(`${prefix}${layer}`) ?? []), values]);
		}
		for (const { layer, block, pick } of stock) model.getLayer(layer).setWeights(pick(blocks.get(block)!));
	});
	return model;
}
