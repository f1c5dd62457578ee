export * from './balance-features.js';
export * from './egemaps.js';
export { egemapsFrameNames, egemapsNames } from './egemaps-names.js';
export * from './formants.js';
export { type SubharmonicF0, type SubharmonicF0Options, subharmonicF0 } from './subharmonic-f0.js';
export type { VoiceOptions } from './voice-grid.js';
export * from './voice-quality.js';
