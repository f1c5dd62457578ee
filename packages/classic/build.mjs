import { assemblyBuild } from '@ser/config/assembly';

export const compile = await assemblyBuild(import.meta.url, [
	{ entry: 'index', file: 'linear-module', constant: 'linearModule', features: ['simd'] },
]);
