import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { hasChromium, launchChromium } from '@ser/config/chromium';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import * as dsp from '../src/index.js';
import { makeSignal } from './parity/signals.js';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = { '@ser/core': source('../../core/src/index.ts') };

async function bundle(path: string, globalName?: string): Promise<string> {
	const format = globalName ? 'iife' : 'esm';
	const result = await build({ entryPoints: [source(path)], bundle: true, write: false, format, globalName, alias });
	return result.outputFiles[0]!.text;
}

test.skipIf(!hasChromium())('the audio thread of Chromium gives the frames of the whole signal', async () => {
	const files: Record<string, [string, string]> = {
		'/': ['text/html', '<!doctype html><title>worklet</title><script src="/dsp.js"></script>'],
		'/dsp.js': ['text/javascript', await bundle('../src/index.ts', 'dsp')],
		'/worklet.js': ['text/javascript', await bundle('../src/worklet/index.ts')],
	};
	const server = createServer((request, response) => {
		const [type, body] = files[request.url ?? ''] ?? ['text/plain', ''];
		response.setHeader('content-type', type);
		response.end(body);
	}).listen(0, '127.0.0.1');
	const browser = await launchChromium();
	try {
		const page = await browser.newPage();
		await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
		const signal = makeSignal('voice', 16000, 16000);
		const options = { features: ['mfcc', 'rms', 'f0'] as const, nFft: 1024, hopLength: 256, nMels: 40 };
		const values = await page.evaluate(
			async ({ signal, options }) => {
				const { createFeatureNode } = (globalThis as unknown as { dsp: typeof dsp }).dsp;
				const context = new OfflineAudioContext(1, signal.length, 16000);
				const received: number[] = [];
				const node = await createFeatureNode(
					context,
					{ ...options, moduleUrl: '/worklet.js', framesPerMessage: 4 },
					({ data }) => received.push(...data),
				);
				const buffer = context.createBuffer(1, signal.length, 16000);
				buffer.copyToChannel(Float32Array.from(signal), 0);
				const player = new AudioBufferSourceNode(context, { buffer });
				player.connect(node);
				player.start();
				await context.startRendering();
				for (let i = 0; i < 50 && received.length < 56 * 22; i++) await new Promise((done) => setTimeout(done, 20));
				return received;
			},
			{ signal: Array.from(signal), options },
		);
		const expected = dsp.createStreaming({ ...options, sampleRate: 16000 }).push(signal).data;
		expect(values.length).toBeGreaterThan(50 * 22);
		// The audio thread renders blocks of 128 samples; the last few frames may stay unsent with it.
		const worst = values.reduce(
			(max, value, i) => Math.max(max, Math.abs(value - expected[i]!) / Math.max(1, Math.abs(expected[i]!))),
			0,
		);
		expect(worst).toBeLessThan(1e-4);
	} finally {
		await browser.close();
		server.close();
	}
});
