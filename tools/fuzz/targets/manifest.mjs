import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '../../../packages/datasets/dist/node.js';
import { damageTable } from '../mutate-text.mjs';

const emotions = ['anger', 'sadness', 'happiness', 'neutral'];
const row = (i, mark) =>
	[`audio/clip${i}.wav`, emotions[i % 4], `s${i % 3}`, i % 2 ? 'f' : 'm', `"said, ${i}"`].join(mark);
const table = (mark) =>
	[
		['path', 'emotion', 'speaker', 'sex', 'text'].join(mark),
		...Array.from({ length: 60 }, (_, i) => row(i, mark)),
	].join('\n');
const seeds = [
	table(','),
	table('\t'),
	table(','),
	'file;label\na.wav;sad\n',
	'a.wav,happy\nb.wav,sad\n',
	'\uFEFFpath,emotion\r\nx.wav,fear\r\n',
];

async function manifest() {
	const folder = mkdtempSync(join(tmpdir(), 'ser-fuzz-manifest-'));
	const file = join(folder, 'list.csv');
	return {
		codes: ['FILE', 'FORMAT', 'DATASET'],
		make: (random) => Buffer.from(damageTable(seeds[random.integer(seeds.length)], random)),
		sizeOf: (bytes) => bytes.length,
		show: (bytes) => bytes.toString('base64'),
		async read(bytes) {
			writeFileSync(file, bytes);
			const corpus = await readManifest(file, { checkFiles: false });
			for (const { path, emotion, speaker } of corpus.clips) {
				if (typeof path !== 'string' || path === '' || typeof emotion !== 'string' || typeof speaker !== 'string')
					throw Error('a clip without path, emotion or speaker');
			}
			return JSON.stringify(corpus).length;
		},
		end: () => rmSync(folder, { recursive: true }),
	};
}

export const manifestTargets = { manifest };
