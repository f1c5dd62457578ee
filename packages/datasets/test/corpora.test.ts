import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { splitFromSpec } from '@ser/datasets';
import { readCorpus } from '@ser/datasets/node';
import { describe, expect, it } from 'vitest';

const beside = resolve(fileURLToPath(new URL('../../../../shared/corpora', import.meta.url)));
const root = process.env.SER_CORPORA ?? beside;
const present = existsSync(join(root, 'ravdess'));
if (!present) console.warn(`SKIPPED: the real corpora are not in ${root} (SER_CORPORA)`);

describe.skipIf(!present)('real corpora', () => {
	it.each([
		['ravdess', 'ravdess', 1200, 20, 8],
		['ravdess-original', 'ravdess', 20, 3, 8],
		['tess', 'tess', 354, 2, 7],
		['emodb', 'emodb', 339, 7, 7],
		['emovo', 'emovo', 392, 4, 7],
	])('%s', async (folder, name, clips, speakers, emotions) => {
		const corpus = await readCorpus(join(root, folder));
		expect(corpus.name).toBe(name);
		expect(corpus.clips).toHaveLength(clips);
		expect(new Set(corpus.clips.map((clip) => clip.speaker)).size).toBe(speakers);
		expect(new Set(corpus.clips.map((clip) => clip.emotion)).size).toBe(emotions);
		expect([corpus.skipped, corpus.unmappedLabels]).toEqual([[], {}]);
	});

	it('all together are 2305 clips of 33 speakers', async () => {
		const corpus = await readCorpus(root);
		expect(corpus.name).toBe('emodb+emovo+ravdess+tess');
		expect(corpus.clips).toHaveLength(2305);
		expect(new Set(corpus.clips.map((clip) => clip.speaker)).size).toBe(33);
		expect(splitFromSpec('corpus', corpus.clips).folds.map((fold) => fold.name)).toEqual([
			'emodb',
			'emovo',
			'ravdess',
			'tess',
		]);
	});

	it('the traps are said', async () => {
		expect((await readCorpus(join(root, 'tess'))).notes.join()).toContain(
			'speaker OA read as OAF: OAF_neutral/OA_bite_neutral.wav',
		);
		expect((await readCorpus(join(root, 'ravdess'))).notes.join()).toContain('03-01-03-01-02-02-07');
	});

	it("EmoBox's folds leave actors 21-24 out", async () => {
		const { clips } = await readCorpus(join(root, 'ravdess'));
		const split = splitFromSpec('emobox', clips);
		expect(split.folds.map((fold) => fold.test.length)).toEqual([180, 240, 180, 180, 240, 180]);
		expect(split.notes![0]).toContain('ravdess:21');
	});
});
