export { type EnableWasmTrainingOptions, enableWasmTraining, type WasmTraining } from './enable.js';
export { WasmTrainError, type WasmTrainErrorCode } from './error.js';
export { ConvBatchNormRelu, type ConvBatchNormReluArguments } from './layers/conv-batch-norm-relu.js';
export { dropoutRandom } from './layers/dropout-random.js';
export { FusedBatchNorm } from './layers/fused-batch-norm-layer.js';
export { FusedDense } from './layers/fused-dense-layer.js';
export { FusedDropout } from './layers/fused-dropout-layer.js';
export { FusedLayerNorm } from './layers/fused-layer-norm-layer.js';
export { FusedMultiHeadAttention, type MultiHeadAttentionArguments } from './layers/fused-multi-head-attention.js';
export { FusedBiLSTM, FusedGRU, FusedLSTM } from './layers/fused-recurrent-layers.js';
export { type AttentionOptions, fusedAttention } from './ops/fused-attention.js';
export {
	type BatchNormOptions,
	channelMoments,
	fusedBatchNorm,
	fusedBatchNormInference,
} from './ops/fused-batch-norm.js';
export { type DenseActivation, fusedDense } from './ops/fused-dense.js';
export { dropoutMask, fusedDropout } from './ops/fused-dropout.js';
export { fusedGru } from './ops/fused-gru.js';
export { fusedLayerNorm, type LayerNormOptions } from './ops/fused-layer-norm.js';
export { fusedBiLstm, fusedLstm } from './ops/fused-lstm.js';
export type { RecurrentOptions, RecurrentWeights } from './ops/recurrent-direction.js';
export { AdamW, type AdamWOptions, type AdamWState, createAdamW } from './optimizer/adam-w.js';
