export { type EnableWasmTrainingOptions, enableWasmTraining, type WasmTraining } from './enable.js';
export { WasmTrainError, type WasmTrainErrorCode } from './error.js';
