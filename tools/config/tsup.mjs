import { defineConfig } from 'tsup';

/**
 * The build of every package: ESM and CommonJS with types for both.
 * @param {import('tsup').Options} options entry and what differs
 */
export function serTsup(options = {}) {
	return defineConfig({
		entry: { index: 'src/index.ts' },
		format: ['esm', 'cjs'],
		target: 'es2022',
		dts: process.env.SER_NO_DTS !== '1',
		sourcemap: false,
		splitting: true,
		treeshake: true,
		shims: true,
		// A build never empties dist first: packages that depend on this one may be reading it.
		clean: false,
		...options,
	});
}
