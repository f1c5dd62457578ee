import { ConvBatchNormRelu } from './conv-batch-norm-relu.js';
import { FusedBatchNorm } from './fused-batch-norm-layer.js';
import { FusedDense } from './fused-dense-layer.js';
import { FusedDropout } from './fused-dropout-layer.js';
import { FusedLayerNorm } from './fused-layer-norm-layer.js';
import { FusedMultiHeadAttention } from './fused-multi-head-attention.js';
import { FusedBiLSTM, FusedGRU, FusedLSTM } from './fused-recurrent-layers.js';

/** Every layer of this package; importing one registers it, so that saved models that use it load. */
export const FUSED_LAYERS = [
	...[ConvBatchNormRelu, FusedBatchNorm, FusedBiLSTM, FusedDense, FusedDropout, FusedGRU, FusedLSTM, FusedLayerNorm],
	FusedMultiHeadAttention,
] as const;
