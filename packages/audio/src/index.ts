export * from './decode-audio.js';
export * from './encode-wav.js';
export * from './resample/resample.js';
export type * from './types.js';
