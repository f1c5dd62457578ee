// Everything the TypeScript side calls. No data section, no allocation: the caller gives every pointer.
export { gemm, gemmBatch, gemmWorkspace, packB, packRows } from './gemm';
export { convBatch, convGradFilter, packTaps } from './conv';
export { avgPoolGrad, maxPoolGrad } from './pool';
export { repeatBlocks, sumRows } from './reduce';
export { batchNormBackward, batchNormForward, columnMoments } from './batch-norm';
export { layerNormBackward, layerNormForward } from './layer-norm';
export { lstmBackward, lstmForward } from './lstm';
export { gruBackward, gruForward } from './gru';
export { recurrentInputGradient, recurrentSequences, recurrentWeightGradients } from './recurrent';
export { attentionBackward, attentionForward } from './attention';
export { activate, activationGrad, copyRows } from './activation';
export { adamStep, averageStep, sumSquares } from './adam';
export { dropout } from './dropout';
export { depthwiseGradFilter, depthwiseGradInput } from './depthwise';
export { binary } from './binary';
export {
	EXP_LOW, EXP_HIGH, ROUNDER, LOG2_E, LN2_HIGH, LN2_LOW, E7, E6, E5, E4, E3, E2, ONE, BIAS, MINUS_LOG2_E, EXPONENT_LOW, EXPONENT_HIGH, S5, S4, S3, S2, S1, TANH_LOW, TANH_HIGH, P6, P5, P4, P3, P2, P1, P0, Q3, Q2, Q1, Q0,
} from './math';
