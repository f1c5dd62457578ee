import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../src', import.meta.url));
const packages = fileURLToPath(new URL('../../', import.meta.url));

async function bundle(code: string): Promise<{ size: number; inputs: string }> {
	const { metafile } = await build({
		stdin: { contents: code, resolveDir: folder, loader: 'ts' },
		bundle: true,
		write: false,
		minify: true,
		format: 'esm',
		platform: 'browser',
		metafile: true,
		outfile: 'out.js',
		alias: { '@ser/core': `${packages}core/src/index.ts`, '@ser/metrics': `${packages}metrics/src/types.ts` },
	});
	const [output] = Object.values(metafile.outputs);
	const used = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
	return { size: output?.bytes ?? 0, inputs: used.map(([path]) => path).join('\n') };
}

describe('a page that uses the main entry', () => {
	it('gets neither linkedom, resvg nor anything of Node', async () => {
		const { inputs } = await bundle("export * from './index.js'");
		expect(inputs).not.toMatch(/linkedom|resvg|src\/node/);
	});
	it('gets no report, font or UMAP with one plot', async () => {
		const { inputs } = await bundle("export { uarPlot } from './index.js'");
		expect(inputs).toMatch(/plots\/uar/);
		expect(inputs).not.toMatch(/umap|generated|report-html|fflate/);
	});
	it('gets no Observable Plot with the palette or the clip encoder', async () => {
		const { size, inputs } = await bundle("export { emotionInks, clipPicture } from './index.js'");
		expect(inputs).not.toMatch(/observablehq/);
		expect(size).toBeLessThan(8_000);
	});
});
