/**
 * Runs one measurement on the sources: `node benchmarks/run.mjs resample`. `@ser/x` means `packages/x/src`, as in tests.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const known = readdirSync(path('src')).flatMap((file) => /^(.*)\.ts$/.exec(file)?.[1] ?? []);
const chosen = process.argv.slice(2).filter((word) => word !== '--');
if (chosen.length === 0)
	console.log(`measurements: ${known.join(', ')} (npm run bench -- NAME); without a name: resample\n`);
const [name, ...rest] = chosen.length > 0 ? chosen : ['resample'];
if (!existsSync(path(`src/${name}.ts`))) {
	console.error(`no measurement ${name}; there are ${known.join(', ')}`);
	process.exit(2);
}
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
