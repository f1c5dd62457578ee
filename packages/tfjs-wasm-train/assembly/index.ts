// Everything the TypeScript side calls. No data section, no allocation: the caller gives every pointer.
export { gemm, gemmBatch, gemmWorkspace, packB } from './gemm';
export { convBatch, convGradFilter, packTaps } from './conv';
export { avgPoolGrad, maxPoolGrad } from './pool';
export { repeatBlock, sumRows } from './reduce';
