/**
 * Runs one measurement on the sources: `node benchmarks/run.mjs resample`. `@ser/x` means `packages/x/src`, as in tests.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const [name, ...rest] = process.argv.slice(2);
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const outfile = path(`node_modules/.cache/${name}.mjs`);
mkdirSync(path('node_modules/.cache'), { recursive: true });
await build({
	entryPoints: [path(`src/${name}.ts`)],
	tsconfig: path('../tsconfig.json'),
	bundle: true,
	platform: 'node',
	format: 'esm',
	outfile,
	// the pipeline brings its own worker files
	external: ['@ser/pipeline/node', '@tensorflow/*', 'meyda', 'essentia.js'],
	logLevel: 'error',
	banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
process.exit(spawnSync(process.execPath, [outfile, ...rest], { stdio: 'inherit' }).status ?? 1);
