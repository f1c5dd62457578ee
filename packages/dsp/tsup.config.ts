import { serTsup } from '@ser/config/tsup';

export default [
	serTsup({ entry: { index: 'src/index.ts', node: 'src/node/index.ts' } }),
	// AudioWorklet.addModule takes one file: everything inside, nothing imported.
	serTsup({
		entry: { worklet: 'src/worklet/index.ts' },
		format: ['esm'],
		noExternal: [/.*/],
		splitting: false,
		shims: false,
		platform: 'browser',
		minify: true,
	}),
];
