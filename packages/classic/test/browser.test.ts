import { fileURLToPath } from 'node:url';
import { hasChromium, launchChromium } from '@ser/config/chromium';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { type ClassicKind, createClassifier } from '../src/index.js';
import { blobs } from './blobs.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test.skipIf(!hasChromium())('a browser fits, loads and applies models with the same numbers as Node', async () => {
	const { outputFiles } = await build({
		stdin: {
			contents: "export * from './src/index.js'; export { blobs } from './test/blobs.js';",
			resolveDir: here('..'),
			loader: 'ts',
		},
		alias: { '@ser/core': here('../../core/src/index.ts') },
		bundle: true,
		format: 'iife',
		globalName: 'classic',
		platform: 'browser',
		write: false,
	});
	const browser = await launchChromium();
	try {
		const page = await browser.newPage();
		await page.addScriptTag({ content: outputFiles[0].text });
		const data = { rows: 60, cols: 7, classes: ['a', 'b', 'c'], spread: 0.8, seed: 1 };
		for (const kind of ['forest', 'svm', 'logistic', 'lda', 'knn', 'extra-trees'] as ClassicKind[]) {
			const { x, y } = blobs(data);
			const model = await createClassifier(kind).fit(x, y);
			const wanted = Array.from((await model.predictProba(x)).data);
			const found = await page.evaluate(
				async ({ name, options, stored }) => {
					const { classic } = globalThis as unknown as {
						classic: typeof import('../src/index.js') & typeof import('./blobs.js');
					};
					const trial = classic.blobs(options);
					const loaded = classic.classifierFromJson(stored);
					const fitted = await classic.createClassifier(name).fit(trial.x, trial.y);
					return {
						loaded: Array.from((await loaded.predictProba(trial.x)).data),
						fitted: Array.from((await fitted.predictProba(trial.x)).data),
					};
				},
				{ name: kind, options: data, stored: JSON.parse(JSON.stringify(model)) },
			);
			// Engines may round exp and log differently in the last bit, so not to the bit.
			for (const values of [found.loaded, found.fitted]) {
				expect(values.length).toBe(wanted.length);
				values.forEach((p, i) => {
					expect(Math.abs(p - wanted[i]), kind).toBeLessThan(1e-5);
				});
			}
		}
		const refused = await page.evaluate(async () => {
			const { classic } = globalThis as unknown as { classic: typeof import('../src/index.js') };
			const x = { data: Float32Array.from([1, 2, 3, 4]), rows: 2, cols: 2 };
			return classic
				.createSvm({ engine: 'libsvm-js' })
				.fit(x, ['a', 'b'])
				.catch((error) => `${error.code}: ${error.message}`);
		});
		expect(refused).toMatch(/^UNSUPPORTED: engine 'libsvm-js' runs in Node only/);
	} finally {
		await browser.close();
	}
});
