import { SerError } from '@ser/core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { networkPlans } from '../networks/index.js';
import { weightShapes, writeWeights } from '../training/weight-store.js';
import type { TrainedModel } from '../types.js';

/**
 * Sets the networks of a trained model up as tensors, made of fused layers.
 *
 * @throws {SerError} FORMAT when its weights do not fit the network of its kind
 */
export function networksOf(trained: TrainedModel): LayersModel[] {
	const { kind, classes, network, layout, members } = trained;
	return members.map((weights) => {
		const { model } = networkPlans[kind]({ ...network, classes: classes.length, layers: 'fused' });
		if (JSON.stringify(weightShapes(model)) !== JSON.stringify(layout)) {
			model.dispose();
			throw new SerError('FORMAT', `a stored ${kind} has other layers than this version of @ser/deep builds`);
		}
		writeWeights(model, weights);
		return model;
	});
}
