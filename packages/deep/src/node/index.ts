export { fileCheckpoint } from './file-checkpoint.js';
export { loadKerasFile, saveTfjs } from './model-files.js';
export { type WorkerCropsOptions, workerCrops } from './worker-crops.js';
