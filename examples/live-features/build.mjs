/** Bundles the page and the audio worklet with esbuild into dist/. Run: node build.mjs */
import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** @param outdir where index.html, main.js and worklet.js go */
export async function buildPage(outdir = path('dist')) {
	mkdirSync(outdir, { recursive: true });
	copyFileSync(path('index.html'), `${outdir}/index.html`);
	await build({
		entryPoints: { main: path('src/main.ts'), worklet: '@ser/dsp/worklet' },
		absWorkingDir: path('.'),
		// The example runs on the sources of this repository; with @ser/dsp from npm this line goes.
		tsconfigRaw: {},
		alias: {
			'@ser/dsp/worklet': path('../../packages/dsp/src/worklet/index.ts'),
			'@ser/dsp': path('../../packages/dsp/src/index.ts'),
			'@ser/core': path('../../packages/core/src/index.ts'),
		},
		bundle: true,
		minify: true,
		format: 'esm',
		outdir,
		logLevel: 'error',
	});
	return outdir;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage();
