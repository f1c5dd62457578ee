export * from './decode-audio.js';
export * from './encode-wav.js';
export * from './resample/resample.js';
export * from './resample/stream-resampler.js';
export type * from './types.js';
