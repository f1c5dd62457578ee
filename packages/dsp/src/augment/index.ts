export * from './augment-log-mel.js';
export * from './log-mel-plane.js';
export * from './log-mel-recipe.js';
export * from './mixup.js';
export { type SpecAugmentOptions, specAugment } from './spec-augment.js';
