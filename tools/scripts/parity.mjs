/** `npm run parity`: compares @ser/dsp with the committed librosa fixtures, prints the table and writes packages/dsp/PARITY.md. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ser-parity-'));
try {
	const outfile = join(folder, 'report.mjs');
	await build({
		entryPoints: [join(root, 'packages/dsp/test/parity/report.ts')],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		alias: { '@ser/core': join(root, 'packages/core/src/index.ts') },
		logLevel: 'error',
	});
	const { parityReport } = await import(pathToFileURL(outfile).href);
	const fixtures = JSON.parse(readFileSync(join(root, 'packages/dsp/test/fixtures/parity.json'), 'utf8'));
	const { markdown, holds } = parityReport(fixtures);
	writeFileSync(join(root, 'packages/dsp/PARITY.md'), markdown);
	console.log(markdown);
	if (!holds) process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
