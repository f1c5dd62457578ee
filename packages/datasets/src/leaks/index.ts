export { audioFingerprint, fingerprintHopSeconds } from './audio-fingerprint.js';
export { augmentedCopies } from './augmented-copies.js';
export { assertNoLeak, type FindLeaksOptions, findLeaks, findLeaksBetween } from './find-leaks.js';
export { findNearDuplicates, type NearDuplicateOptions } from './find-near-duplicates.js';
export type { AudioFingerprint, Leak, NearDuplicate } from './types.js';
