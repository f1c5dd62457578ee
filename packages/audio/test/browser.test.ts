import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeAudio, encodeWav, resample } from '@ser/audio';
import { hasChromium, launchChromium } from '@ser/config/chromium';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const packages = fileURLToPath(new URL('../../', import.meta.url));
const page = `
	import { createStreamResampler, decodeAudio, encodeWav, resample } from '@ser/audio';
	import { decodeFile, openMicrophone } from '@ser/audio/browser';
	globalThis.ser = { createStreamResampler, decodeAudio, decodeFile, encodeWav, openMicrophone, resample };`;

describe.skipIf(!hasChromium())('in Chromium', () => {
	let server: Server;
	let browser: Browser;
	let tab: Page;

	beforeAll(async () => {
		const { outputFiles } = await build({
			stdin: { contents: page, resolveDir: join(packages, 'audio') },
			alias: {
				'@ser/audio/browser': join(packages, 'audio/src/browser/index.ts'),
				'@ser/audio': join(packages, 'audio/src/index.ts'),
				'@ser/core': join(packages, 'core/src/index.ts'),
			},
			bundle: true,
			format: 'esm',
			platform: 'browser',
			write: false,
		});
		const script = outputFiles[0]!.contents;
		server = createServer((request, response) => {
			const isScript = request.url === '/page.js';
			response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
			response.end(isScript ? script : '<!doctype html><script type="module" src="page.js"></script>');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		browser = await launchChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
		tab = await (await browser.newContext({ permissions: ['microphone'] })).newPage();
		await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
		await tab.waitForFunction('globalThis.ser !== undefined');
	});
	afterAll(async () => {
		await browser?.close();
		server?.close();
	});

	const run = <T>(body: string, argument: unknown = null): Promise<T> =>
		tab.evaluate(
			`(async (argument) => { const { ${'createStreamResampler, decodeAudio, decodeFile, encodeWav, openMicrophone, resample'} } = globalThis.ser; ${body} })(${JSON.stringify(argument)})`,
		);

	test('decodes WAV and resamples to the same bits as Node', async () => {
		const waveform = { samples: Float32Array.from({ length: 3000 }, (_, i) => Math.sin(i / 7) / 2), sampleRate: 48000 };
		const wav = encodeWav(waveform);
		const expected = await resample(await decodeAudio(wav), 16000);
		const values = await run<number[]>(
			'return [...(await resample(await decodeAudio(Uint8Array.from(argument)), 16000)).samples];',
			[...wav],
		);
		expect(Float32Array.from(values)).toEqual(expected.samples);
	});

	test('decodes FLAC, MP3 and Ogg Vorbis; a picked file is named in the error', async () => {
		const files = JSON.parse(readFileSync(new URL('fixtures/files.json', import.meta.url), 'utf8'));
		for (const name of ['FLAC PCM_16 1ch', 'MP3 1ch', 'OGG VORBIS 1ch']) {
			const { base64 } = files.find((file: { name: string }) => file.name === name);
			const expected = await decodeAudio(new Uint8Array(Buffer.from(base64, 'base64')));
			const values = await run<number[]>(
				`const bytes = Uint8Array.from(atob(argument), (c) => c.charCodeAt(0));
				return [...(await decodeFile(new File([bytes], 'clip.wav'))).samples];`,
				base64,
			);
			expect(Float32Array.from(values)).toEqual(expected.samples);
		}
		const message = await run<string>(
			"return decodeFile(new File(['no sound'], 'notes.wav')).then(() => 'decoded', (error) => error.message);",
		);
		expect(message).toMatch(/^notes\.wav: this is text/);
	});

	test('the microphone delivers chunks at the wanted rate until the loop ends', async () => {
		const result = await run<{ rates: number[]; lengths: number[]; peak: number }>(`
			const rates = [], lengths = []; let peak = 0;
			for await (const { samples, sampleRate } of await openMicrophone({ sampleRate: 16000, chunkSeconds: 0.25 })) {
				rates.push(sampleRate); lengths.push(samples.length);
				for (const value of samples) peak = Math.max(peak, Math.abs(value));
				if (rates.length === 6) break;
			}
			return { rates, lengths, peak };`);
		expect(result.rates).toEqual(new Array(6).fill(16000));
		expect(result.lengths.reduce((a, b) => a + b)).toBeGreaterThan(6 * 4000 - 200);
		// Chromium's pretended microphone beeps.
		expect(result.peak).toBeGreaterThan(0.01);
	});

	test('aborting closes the microphone; aborted before, it does not open', async () => {
		const result = await run<{ chunks: number; code: string }>(`
			const controller = new AbortController(); let chunks = 0;
			for await (const chunk of await openMicrophone({ signal: controller.signal, chunkSeconds: 0.1 })) {
				chunks += 1;
				if (chunks === 2) controller.abort();
			}
			const code = await openMicrophone({ signal: controller.signal }).then(() => 'opened', (error) => error.code);
			return { chunks, code };`);
		expect(result.chunks).toBeGreaterThanOrEqual(2);
		expect(result.chunks).toBeLessThan(6);
		expect(result.code).toBe('ABORTED');
	});
});
