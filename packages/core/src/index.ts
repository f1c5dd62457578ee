export * from './error.js';
export * from './label-encoder.js';
export * from './matrix.js';
export * from './one-line.js';
export * from './packed-array.js';
export * from './random.js';
export type * from './types.js';
