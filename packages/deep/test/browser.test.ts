import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasChromium, launchChromium } from '@ser/config/chromium';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeepClassifier } from '../src/index.js';
import { tinyOptions, toyClips } from './toy-clips.js';

describe.skipIf(!hasChromium())('in Chromium', () => {
	const wasmFolder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
	let server: Server;
	let origin: string;

	beforeAll(async () => {
		const { outputFiles } = await build({
			entryPoints: [fileURLToPath(new URL('browser-page.ts', import.meta.url))],
			bundle: true,
			write: false,
			platform: 'browser',
			format: 'esm',
			tsconfig: fileURLToPath(new URL('../../../tsconfig.json', import.meta.url)),
		});
		server = createServer(async ({ url }, response) => {
			if (url?.endsWith('.wasm')) {
				response.setHeader('content-type', 'application/wasm');
				response.end(await readFile(join(wasmFolder, url.slice('/wasm/'.length))));
			} else if (url === '/page.js') {
				response.setHeader('content-type', 'text/javascript');
				response.end(outputFiles[0]!.contents);
			} else {
				response.setHeader('content-type', 'text/html');
				response.end('<!doctype html><title>test</title><script type="module" src="/page.js"></script>');
			}
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => void server?.close());

	it('predicts as in Node to 1e-5, and trains to the same', async () => {
		const { x, y } = toyClips(24);
		const unseen = toyClips(9, { seed: 3 }).x;
		const classifier = await createDeepClassifier('cnn', { ...tinyOptions, epochs: 2 }).fit(x, y);
		const here = (await classifier.predictProba(unseen)).data;
		const browser = await launchChromium();
		try {
			const page = await browser.newPage();
			await page.goto(origin);
			await page.waitForFunction('globalThis.predictAndTrain');
			const there = await page.evaluate(
				(stored) => (globalThis as unknown as { predictAndTrain(x: unknown): Promise<Answer> }).predictAndTrain(stored),
				JSON.parse(JSON.stringify(classifier.toJSON())),
			);
			expect(there.backend).toBe('wasm');
			here.forEach((value, i) => {
				expect(Math.abs(value - there.stored[i]!)).toBeLessThan(1e-5);
				expect(Math.abs(value - there.trained[i]!)).toBeLessThan(1e-5);
			});
		} finally {
			await browser.close();
		}
	});
});

interface Answer {
	backend: string;
	stored: number[];
	trained: number[];
}
