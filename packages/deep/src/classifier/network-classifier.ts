import type { FitOptions, Matrix } from '@ser/core';
import { createMatrix, SerError } from '@ser/core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { prepareBackend } from '../backend.js';
import { trainSettings } from '../training/settings.js';
import { argmax } from '../training/train-step.js';
import type { DeepClassifier, DeepKind, DeepOptions, HistoryEntry, TrainedModel } from '../types.js';
import { checkClips } from './check-clips.js';
import { fitNetworks } from './fit-networks.js';
import { networksOf } from './networks-of.js';
import { predictWindows } from './predict-windows.js';
import { storeModel } from './stored-model.js';

/** The estimator around the networks: holds the trained weights as plain numbers, and as tensors only while predicting. */
export class NetworkClassifier implements DeepClassifier {
	readonly kind: DeepKind;
	private readonly options: DeepOptions;
	private model: TrainedModel | undefined;
	private networks: LayersModel[] | undefined;

	constructor(kind: DeepKind, options: DeepOptions, model?: TrainedModel) {
		this.kind = kind;
		this.options = options;
		this.model = model;
	}

	get classes(): readonly string[] {
		return this.model?.classes ?? [];
	}

	get history(): readonly HistoryEntry[] {
		return this.model?.history ?? [];
	}

	get trained(): TrainedModel | undefined {
		return this.model;
	}

	get parameters(): number {
		// Batch norm's running moments are kept with the weights, but not trained.
		const sizes = this.model?.layout.map(({ trained, shape }) => (trained ? shape.reduce((a, b) => a * b, 1) : 0));
		return sizes?.reduce((a, b) => a + b, 0) ?? 0;
	}

	async fit(x: Matrix | readonly Matrix[], y: readonly string[], options: FitOptions = {}): Promise<this> {
		trainSettings(this.options);
		this.dispose();
		this.model = undefined;
		const clips = checkClips(this.kind, x);
		await prepareBackend(this.options.backend);
		this.model = await fitNetworks(this.kind, this.options, clips, y, options);
		return this;
	}

	async predictProba(x: Matrix | readonly Matrix[]): Promise<Matrix> {
		const model = this.fitted();
		const clips = checkClips(this.kind, x, model.network.mels);
		await prepareBackend(this.options.backend);
		this.networks ??= networksOf(model);
		const mean = createMatrix(clips.length, model.classes.length);
		for (const network of this.networks) {
			const { data } = await predictWindows(network, clips, model.classes.length, model.windows);
			for (let i = 0; i < data.length; i++) mean.data[i]! += data[i]! / model.members.length;
		}
		return mean;
	}

	async predict(x: Matrix | readonly Matrix[]): Promise<string[]> {
		const { data, rows, cols } = await this.predictProba(x);
		return Array.from({ length: rows }, (_, row) => this.classes[argmax(data, row * cols, cols)]!);
	}

	toJSON(): unknown {
		return storeModel(this.fitted(), this.options.storedWeights ?? 'float32');
	}

	dispose(): void {
		for (const network of this.networks ?? []) network.dispose();
		this.networks = undefined;
	}

	private fitted(): TrainedModel {
		if (!this.model) throw new SerError('NOT_FITTED', `${this.kind}: call fit before predicting or storing`);
		return this.model;
	}
}
