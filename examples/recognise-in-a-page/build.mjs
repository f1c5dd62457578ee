/** Bundles the page's script into public/. The network kinds come as separate files, fetched only when a model needs them. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

await build({
	absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
	entryPoints: ['src/main.ts'],
	outdir: 'public/dist',
	bundle: true,
	format: 'esm',
	splitting: true,
	minify: true,
	target: 'es2022',
	logLevel: 'warning',
});
