export { prepareBackend } from './backend.js';
export { createDeepClassifier, deepClassifierFromJson } from './classifier/create-deep-classifier.js';
export { exportTfjs, type TfjsFiles } from './exchange/export-tfjs.js';
export {
	type KerasClassifier,
	type KerasOptions,
	type KerasSource,
	loadKerasModel,
} from './exchange/load-keras-model.js';
export {
	buildBilstm,
	buildCnn,
	buildCnn1d,
	buildCnnLstm,
	buildLstm,
	buildTransformer,
	deepKinds,
} from './networks/index.js';
export { createCropSource } from './training/crop-source.js';
export { defaultBatchSize, defaultEpochs } from './training/settings.js';
export type {
	Backend,
	CheckpointStore,
	CropJob,
	CropSource,
	DeepClassifier,
	DeepKind,
	DeepOptions,
	EarlyStopping,
	HistoryEntry,
	NetworkOptions,
	NetworkSize,
	TrainedModel,
	WeightShape,
	Weights,
	WindowPlan,
} from './types.js';
