// Everything the TypeScript side calls. No data section, no allocation: the caller gives every pointer.
export { gemm, gemmBatch, gemmWorkspace, packB } from './gemm';
export { convBatch, convGradFilter, packTaps } from './conv';
export { avgPoolGrad, maxPoolGrad } from './pool';
export { repeatBlocks, sumRows } from './reduce';
export { batchNormBackward, batchNormForward, columnMoments } from './batch-norm';
export { layerNormBackward, layerNormForward } from './layer-norm';
export { lstmBackward, lstmForward } from './lstm';
export { gruBackward, gruForward } from './gru';
export { attentionBackward, attentionForward } from './attention';
export { activate, activationGrad, copyRows } from './activation';
export { adamStep, averageStep, sumSquares } from './adam';
export { dropout } from './dropout';
export { depthwiseGradFilter, depthwiseGradInput } from './depthwise';
export { binary } from './binary';
