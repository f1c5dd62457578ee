import type { Classifier, FitOptions, Matrix } from '@ser/core';
import type { LogMelRecipe } from '@ser/dsp';

/** The networks of this package. */
export type DeepKind = 'cnn' | 'cnn1d' | 'lstm' | 'bilstm' | 'cnn-lstm' | 'transformer';

/** `small` has half the channels of `base`. */
export type NetworkSize = 'small' | 'base';

/** What a network needs to know; the same for every `buildX`. */
export interface NetworkOptions {
	/** classes, ≥ 2 */
	classes: number;
	/** coefficients a frame, ≥ 8, default 64 */
	mels?: number;
	/** frames a clip, ≥ 16, or null (default) for any length */
	frames?: number | null;
	/** default `base` */
	size?: NetworkSize;
	/** share of the pooled values dropped in training, 0…1, default 0.3 */
	dropout?: number;
	/**
	 * `stock` (default): only layers that plain TensorFlow.js knows. `fused`: the same network with the same weights,
	 * made of the faster layers of `@ser/tfjs-wasm-train`; this is what the trainer uses.
	 */
	layers?: 'stock' | 'fused';
	/** put before every layer name, default none */
	prefix?: string;
}

/** One epoch of a training. */
export interface HistoryEntry {
	/** 1-based */
	epoch: number;
	/** which network of an ensemble, 1-based */
	member: number;
	/** mean training loss of the epoch (class weights, label smoothing and mixup included) */
	loss: number;
	/** share of training crops whose larger label was the network's first choice */
	accuracy: number;
	/** cross-entropy on the held-out training clips; only with early stopping */
	valLoss?: number;
	/** only with early stopping */
	valAccuracy?: number;
	/** unweighted average recall on the held-out training clips; only with early stopping */
	valUar?: number;
	/** of the last step */
	learningRate: number;
	/** wall time */
	seconds: number;
	/** set once the loss had not been finite: that epoch was repeated, and the learning rate is times this from there on */
	rateScale?: number;
}

/** Stops when the held-out training clips no longer improve, and goes back to the best epoch. */
export interface EarlyStopping {
	/** epochs without a better held-out UAR before training stops, default 10 */
	patience?: number;
	/** share of the training groups (or clips, without groups) held out, 0…0.5, default 0.2 */
	share?: number;
}

/** Where an unfinished training is kept, so that a killed one goes on to the same result. */
export interface CheckpointStore {
	/** epochs between two saves, default 5 */
	everyEpochs?: number;
	/** the state last saved, or undefined */
	load(): Promise<unknown | undefined>;
	/** keeps a state (plain JSON data), replacing the one before */
	save(state: unknown): Promise<void>;
	/** called when the training has ended */
	clear(): Promise<void>;
}

/** Makes the augmented training crops; the node entry has one that uses worker threads. */
export interface CropSource {
	/** rows × frames × mels values: one crop of each clip, the same for the same epoch and clip whoever makes it */
	crops(epoch: number, indices: Int32Array): Float32Array | Promise<Float32Array>;
	close(): void | Promise<void>;
}

/** What a crop source is made from. */
export interface CropJob {
	clips: readonly Matrix[];
	/** `frames` is set */
	recipe: LogMelRecipe;
	seed: string;
}

export interface DeepOptions {
	/** any string or finite number, default 1; the same seed, data and version give the same weights */
	seed?: string | number;
	/** default `base` */
	size?: NetworkSize;
	/** passes over the clips, ≥ 1; default by the number of clips: see `defaultEpochs` */
	epochs?: number;
	/** clips a step, ≥ 1, default 32, or 16 below 400 clips */
	batchSize?: number;
	/** of AdamW at the top of its schedule (10 % linear warm-up, then half a cosine), > 0, default 0.002 */
	learningRate?: number;
	/** of AdamW, ≥ 0, default 0.02 */
	weightDecay?: number;
	/** largest L2 norm of a step's gradient, > 0, default 5 */
	clipNorm?: number;
	/** share of each label spread over all classes, 0…1, default 0.1 */
	labelSmoothing?: number;
	/** alpha of mixup's Beta(alpha, alpha); 0 turns it off; default 0.2 */
	mixup?: number;
	/** class weights are (1 / share of the class) to this power, 0…1, default 0.5 */
	classWeightPower?: number;
	/** decay a step of the running mean of the weights over the second half of the training; 0 turns it off; default 0.99 */
	averaging?: number;
	/** default 0.3 */
	dropout?: number;
	/** random changes of every training crop; default `defaultLogMelRecipe` of `@ser/dsp`; false for none */
	augment?: LogMelRecipe | false;
	/** frames of a training crop, ≥ 16; default 192 (1.92 s at 10 ms), less when every clip is shorter */
	cropFrames?: number;
	/** frames of a window in prediction, ≥ 16, default: a third more than cropFrames (256) */
	windowFrames?: number;
	/** `centre` (default): the middle window; `windows`: the mean over half-overlapping windows; `whole`: the whole clip */
	predict?: 'centre' | 'windows' | 'whole';
	/** off by default: the recipe trains a fixed number of epochs */
	earlyStopping?: EarlyStopping | boolean;
	/** networks trained from different seeds, whose probabilities are averaged, 1…20, default 1 */
	ensemble?: number;
	/**
	 * weights kept from one training, 1…20 and at most one an epoch, default 1: with n, the epochs are shared among n
	 * cosine cycles, and the probabilities of the weights at their ends are averaged (Huang et al. 2017)
	 */
	snapshots?: number;
	/** how `toJSON` stores weights, default `float32`; `float16` halves the size and moves probabilities by about 1e-3 */
	storedWeights?: 'float32' | 'float16';
	/** where an unfinished training is kept; see `fileCheckpoint` of `@ser/deep/node` */
	checkpoint?: CheckpointStore;
	/** makes training crops elsewhere; see `workerCrops` of `@ser/deep/node` */
	cropSource?: (job: CropJob) => CropSource | Promise<CropSource>;
	/** `auto` (default): WASM, or the plain CPU backend where WASM SIMD is missing; `current`: whatever tfjs uses now */
	backend?: Backend;
}

export type Backend = 'auto' | 'wasm' | 'cpu' | 'current';

/** A classifier whose model is one or several trained networks. */
export interface DeepClassifier extends Classifier {
	readonly kind: DeepKind;
	/** one entry an epoch; empty before `fit` */
	readonly history: readonly HistoryEntry[];
	/** trainable weights of one network; 0 before `fit` */
	readonly parameters: number;
	/** the weights as plain numbers; undefined before `fit` */
	readonly trained: TrainedModel | undefined;
	fit(x: Matrix | readonly Matrix[], y: readonly string[], options?: FitOptions): Promise<this>;
	/** Frees the tensors. The classifier can still be stored, and is set up again when it next predicts. */
	dispose(): void;
}

/** Which parts of a clip a network hears when it predicts. */
export interface WindowPlan {
	/** frames of a window */
	frames: number;
	mode: 'centre' | 'windows' | 'whole';
}

/** All weights of a network (batch norm's running moments too), one array after the other, in the order of its layers. */
export type Weights = Float32Array;

/** One weight tensor of a network; a list of them tells how `Weights` is divided. */
export interface WeightShape {
	layer: string;
	shape: number[];
	/** false for what training does not change by gradient: batch norm's running moments */
	trained: boolean;
}

/** A trained classifier without its tensors: all that prediction depends on, and its history. */
export interface TrainedModel {
	kind: DeepKind;
	classes: readonly string[];
	network: { mels: number; size: NetworkSize; dropout: number };
	windows: WindowPlan;
	/** names and shapes of the weights of each network */
	layout: WeightShape[];
	/** one a network of the ensemble, or a snapshot of each */
	members: Weights[];
	history: HistoryEntry[];
}
