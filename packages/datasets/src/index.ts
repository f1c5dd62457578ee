export * from './corpora/index.js';
export * from './labels/index.js';
export * from './leaks/index.js';
export type { ManifestColumns, ManifestField } from './manifest/columns.js';
export * from './splits/index.js';
export * from './synthetic/index.js';
export type * from './types.js';
