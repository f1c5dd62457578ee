import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { hasChromium, launchChromium } from '@ser/config/chromium';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trainOnce } from './train-once.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tfjs-wasm-train-'));
let expected: number[];

beforeAll(async () => {
	expected = (await trainOnce()).numbers;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles an entry that calls `report` with what `trainOnce` returns. */
async function bundle(name: string, platform: 'node' | 'browser', report: string): Promise<string> {
	const outfile = join(folder, name);
	await build({
		stdin: {
			contents: `import { trainOnce } from ${JSON.stringify(here('./train-once.ts'))};\n${report}`,
			resolveDir: here('.'),
			sourcefile: 'entry.ts',
		},
		bundle: true,
		platform,
		format: name.endsWith('.cjs') ? 'cjs' : 'esm',
		// Node programs use tfjs from node_modules, where it finds its .wasm files; pages have it bundled in.
		plugins:
			platform === 'node'
				? [
						{
							name: 'tfjs-from-node-modules',
							setup: ({ onResolve }) => {
								onResolve({ filter: /^@tensorflow\// }, ({ path }) => ({
									path: here(`../node_modules/${path}/dist/${entryOf(path)}`),
									external: true,
								}));
							},
						},
					]
				: [],
		outfile,
		logLevel: 'error',
	});
	return outfile;
}

function entryOf(name: string): string {
	const { main } = JSON.parse(readFileSync(here(`../node_modules/${name}/package.json`), 'utf8')) as { main: string };
	return main.replace('dist/', '');
}

describe('training gives the same bits', () => {
	test.each(['entry.mjs', 'entry.cjs'])('in a child process: %s', async (name) => {
		const file = await bundle(name, 'node', 'trainOnce().then((r) => console.log("RESULT" + JSON.stringify(r)));');
		const { stdout } = await promisify(execFile)(process.execPath, [file], { maxBuffer: 1e8 });
		const result = JSON.parse(stdout.split('RESULT')[1]!) as { numbers: number[] };
		expect(result.numbers).toEqual(expected);
	});

	test('in two worker threads at once', async () => {
		const report =
			"import { parentPort } from 'node:worker_threads';\ntrainOnce().then((r) => parentPort.postMessage(r.numbers));";
		const file = await bundle('worker.mjs', 'node', report);
		const run = () =>
			new Promise<number[]>((resolve, reject) => {
				const worker = new Worker(file);
				worker.once('message', (numbers: number[]) => {
					resolve(numbers);
					void worker.terminate();
				});
				worker.once('error', reject);
			});
		const [a, b] = await Promise.all([run(), run()]);
		expect(a).toEqual(expected);
		expect(b).toEqual(expected);
	});

	test.skipIf(!hasChromium())('in Chromium, and closely with relaxed SIMD', async () => {
		await bundle('page.js', 'browser', 'globalThis.trainOnce = trainOnce;');
		const wasm = here(`../node_modules/@tensorflow/tfjs-backend-wasm/dist`);
		const server = createServer(({ url = '/' }, response) => {
			// Cross-origin isolation makes tfjs prefer its threaded build, which must be kept from starting.
			response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
			response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
			if (url === '/') {
				response.setHeader('Content-Type', 'text/html');
				response.end('<!doctype html><title>t</title><script type="module" src="/page.js"></script>');
				return;
			}
			const file = url.endsWith('.wasm') ? join(wasm, url.slice(url.lastIndexOf('/') + 1)) : join(folder, 'page.js');
			response.setHeader('Content-Type', url.endsWith('.wasm') ? 'application/wasm' : 'text/javascript');
			response.end(readFileSync(file));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as { port: number };
		const browser = await launchChromium();
		try {
			const run = async (relaxedSimd: boolean) => {
				const page = await browser.newPage();
				await page.goto(`http://127.0.0.1:${port}/`);
				await page.waitForFunction('globalThis.trainOnce !== undefined');
				return (await page.evaluate(`globalThis.trainOnce({ wasmPaths: '/wasm/', relaxedSimd: ${relaxedSimd} })`)) as {
					simd: string;
					numbers: number[];
				};
			};
			const result = await run(false);
			expect(result.simd).toBe('baseline');
			expect(result.numbers).toEqual(expected);
			const relaxed = await run(true);
			const worst = Math.max(...relaxed.numbers.map((v, i) => Math.abs(v - expected[i]!)));
			expect(worst).toBeLessThan(1e-3);
		} finally {
			await browser.close();
			server.close();
		}
	});
});

test('the entry file of tfjs is where this test looks for it', () => {
	expect(dirname(entryOf('@tensorflow/tfjs-core'))).toBe('.');
});
