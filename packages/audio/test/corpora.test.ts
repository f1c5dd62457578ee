import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAudio } from '@ser/audio/node';
import { expect, test } from 'vitest';

const shared = fileURLToPath(new URL('../../../../shared/corpora', import.meta.url));
const corpora = process.env.SER_CORPORA ?? (existsSync(shared) ? shared : undefined);
if (!corpora) console.warn('corpora.test.ts: skipped, set SER_CORPORA to a folder with the research corpora');

const sound = /\.(wav|flac|aiff?)$/i;

/** A sample of real recordings; `node tools/scripts/decode-corpora.mjs` reads every one. */
test.skipIf(!corpora)('every 40th recording of the corpora decodes, clean and without remarks', async () => {
	const files = readdirSync(corpora!, { recursive: true, encoding: 'utf8' })
		.filter((file) => sound.test(file))
		.sort();
	expect(files.length).toBeGreaterThan(0);
	for (const file of files.filter((_, i) => i % 40 === 0)) {
		const { samples, sampleRate, info } = await readAudio(join(corpora!, file));
		expect(samples.length / sampleRate, file).toBeGreaterThan(0.3);
		expect(info.notes, file).toEqual([]);
	}
});

test.skipIf(!corpora)('the two AIFF files of TESS that are named .wav', async () => {
	for (const file of ['tess/YAF_angry/YAF_germ_angry.wav', 'tess/YAF_fear/YAF_neat_fear.wav']) {
		expect((await readAudio(join(corpora!, file))).info).toMatchObject({ format: 'aiff', notes: [] });
	}
});
