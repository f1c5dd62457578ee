export * from './calibration.js';
export * from './confusion-matrix.js';
export * from './group-scores.js';
export * from './judge.js';
export { kappa } from './kappa.js';
export * from './percentile-interval.js';
export * from './roc-auc.js';
export * from './score.js';
export type * from './types.js';
