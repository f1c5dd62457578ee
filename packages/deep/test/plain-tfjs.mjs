// Plain TensorFlow.js, without any package of this repository: loads a folder's model.json and predicts.
// node plain-tfjs.mjs FOLDER < JSON [clips][frames][mels] > JSON { classes, frames, probabilities }
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';

await tf.setBackend('cpu');
const folder = process.argv[2];
const { modelTopology, weightsManifest, userDefinedMetadata } = JSON.parse(
	readFileSync(join(folder, 'model.json'), 'utf8'),
);
const bytes = readFileSync(join(folder, weightsManifest[0].paths[0]));
const model = await loadLayersModel(
	tf.io.fromMemory({
		modelTopology,
		weightSpecs: weightsManifest[0].weights,
		weightData: new Uint8Array(bytes).buffer,
	}),
);
const probabilities = model.predict(tf.tensor3d(JSON.parse(readFileSync(0, 'utf8')))).arraySync();
console.log(JSON.stringify({ ...userDefinedMetadata, probabilities }));
