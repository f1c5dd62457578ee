import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeWav } from '@ser/audio';
import { readAudio } from '@ser/audio/node';
import { hasChromium, launchChromium } from '@ser/config/chromium';
import type { Recogniser } from '@ser/pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const here = fileURLToPath(new URL('..', import.meta.url));
const ser = fileURLToPath(new URL('../../../packages/cli/bin/ser.mjs', import.meta.url));

const dir = mkdtempSync(join(tmpdir(), 'ser-page-'));
const run = join(dir, 'run');
const clip = join(dir, 'clip.wav');
const browserThere = hasChromium();

beforeAll(() => {
	if (!browserThere) return;
	const env = { ...process.env, SER_CACHE: join(dir, 'cache') };
	const train = [
		'train',
		'synthetic:speakers=4,takes=1',
		'--features',
		'tutorial180',
		'--folds',
		'speaker:2',
		'--out',
		run,
	];
	expect(spawnSync(process.execPath, [ser, ...train], { env, stdio: 'ignore' }).status).toBe(0);
	expect(spawnSync(process.execPath, ['build.mjs'], { cwd: here }).status).toBe(0);
	const samples = Float32Array.from({ length: 22_000 }, (_, i) => 0.3 * Math.sin(i / 12) * Math.sin(i / 3000));
	writeFileSync(clip, encodeWav({ samples, sampleRate: 16_000 }, { bitDepth: 16 }));
}, 120_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.skipIf(!browserThere)('the page', () => {
	it('recognises a file as Node does, to 1e-5, without TensorFlow.js', async () => {
		const server = spawn(process.execPath, ['serve.mjs', run], { cwd: here, env: { ...process.env, PORT: '0' } });
		const url = await new Promise<string>((resolve, reject) => {
			server.stdout.on('data', (chunk) => resolve(/http:\S+/.exec(String(chunk))![0]));
			server.stderr.on('data', (chunk) => reject(new Error(String(chunk))));
		});
		const browser = await launchChromium();
		try {
			const page = await browser.newPage();
			const errors: string[] = [];
			const fetched: string[] = [];
			page.on('pageerror', (error) => errors.push(error.message));
			page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
			page.on('response', async (response) => fetched.push(await response.text().catch(() => '')));
			await page.goto(url);
			await page.getByText('Ready:').waitFor();
			await page.locator('#file').setInputFiles(clip);
			await page.getByText('clip.wav:').waitFor();
			expect(await page.locator('#bars li').count()).toBe(7);
			const waveform = await readAudio(clip);
			const inPage = await page.evaluate(
				async ({ samples, sampleRate }) =>
					(globalThis as unknown as { recogniser: Recogniser }).recogniser.predict({
						samples: Float32Array.from(samples),
						sampleRate,
					}),
				{ samples: Array.from(waveform.samples), sampleRate: waveform.sampleRate },
			);
			const built = new URL('../../../packages/pipeline/dist/node.js', import.meta.url).href;
			const { loadRun }: typeof import('@ser/pipeline/node') = await import(built);
			const inNode = await (await loadRun(run)).predict(waveform);
			for (const [name, p] of Object.entries(inNode.probabilities)) {
				expect(Math.abs(inPage.probabilities[name]! - p)).toBeLessThan(1e-5);
			}
			expect(errors).toEqual([]);
			expect(fetched.some((text) => text.includes('Conv2DBackpropFilter'))).toBe(false);
		} finally {
			await browser.close();
			server.kill();
		}
	}, 120_000);
});
