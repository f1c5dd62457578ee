import { assemblyBuild } from '@ser/config/assembly';

/**
 * Several modules: older browsers compile at once, on a page's main thread, only what is below 4096 bytes. As hexadecimal
 * strings, which gzip packs better than base64: what repeats in the bytes repeats in the text.
 */
const modules = ['spectra', 'rows', 'peaks', 'pitch'].map((name) => ({
	entry: name,
	file: `${name}-module`,
	constant: `${name}Module`,
	features: ['simd'],
	encoding: 'hex',
}));

export const compile = await assemblyBuild(import.meta.url, modules);
