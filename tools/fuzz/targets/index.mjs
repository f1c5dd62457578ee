import { audioTargets } from './audio.mjs';

/** Every reader that is fuzzed: name → a promise of { codes, make, read, sizeOf, show, end? }. */
export const targets = { ...audioTargets };
