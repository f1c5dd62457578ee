import { assemblyBuild } from '@ser/config/assembly';

const features = ['simd', 'bulk-memory'];

/** Two variants of the same sources: relaxed SIMD is faster, but its last bits depend on the processor. */
export const compile = await assemblyBuild(import.meta.url, [
	{ entry: 'index', file: 'baseline', constant: 'baselineModule', features },
	{ entry: 'index', file: 'relaxed', constant: 'relaxedModule', features: [...features, 'relaxed-simd'] },
]);
