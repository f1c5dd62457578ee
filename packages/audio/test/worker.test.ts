import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { resample } from '@ser/audio';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'ser-audio-worker-'));
const packages = fileURLToPath(new URL('../../', import.meta.url));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
	await build({
		stdin: {
			contents: `
				import { parentPort, workerData } from 'node:worker_threads';
				import { decodeAudio, encodeWav, resample } from '@ser/audio';
				const decoded = await decodeAudio(encodeWav(workerData, { float: true }));
				parentPort.postMessage((await resample(decoded, 22050)).samples);`,
			resolveDir: join(packages, 'audio'),
		},
		alias: { '@ser/audio': join(packages, 'audio/src/index.ts'), '@ser/core': join(packages, 'core/src/index.ts') },
		bundle: true,
		platform: 'node',
		format: 'esm',
		outfile: join(folder, 'worker.mjs'),
		banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
	});
});

test('worker threads decode and resample to the same bits as the main thread', async () => {
	const waveform = { samples: Float32Array.from({ length: 4000 }, (_, i) => Math.sin(i / 9) / 2), sampleRate: 16000 };
	const inWorker = () =>
		new Promise<Float32Array>((resolve, reject) => {
			const worker = new Worker(join(folder, 'worker.mjs'), { workerData: waveform });
			worker.once('message', resolve);
			worker.once('error', reject);
		});
	const results = await Promise.all([inWorker(), inWorker()]);
	const { samples } = await resample(waveform, 22050);
	for (const result of results) expect(result).toEqual(samples);
});
