import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom, SerError } from '@ser/core';
import { manifestClips, readCorpus, readManifest } from '@ser/datasets/node';
import { describe, expect, it } from 'vitest';
import { tempFolder } from './temp-folder.js';

const wavs = { 'a.wav': null, 'b.wav': null, 'sub dir/c, d.wav': null };

describe('readManifest', () => {
	it.each([
		['commas', 'path,emotion,speaker\na.wav,happy,s1\nb.wav,sad,s2\n"sub dir/c, d.wav",happy,s2\n'],
		[
			'a byte order mark, CRLF, no last line end',
			'\uFEFFpath,emotion,speaker\r\na.wav,happy,s1\r\nb.wav,sad,s2\r\n"sub dir/c, d.wav",happy,s2',
		],
		[
			'tabs and other names',
			'Subject\tFile Name\tLabel\ns1\ta.wav\thappy\ns2\tb.wav\tsad\ns2\tsub dir/c, d.wav\thappy\n',
		],
		[
			'semicolons, blank lines, spaces',
			'Actor; WAV ;Emo\n\ns1; a.wav;happy\ns2;b.wav ; sad\n\ns2;sub dir/c, d.wav;happy\n',
		],
		['unknown names, found by content', 'who,x1,x2\ns1,a.wav,happy\ns2,b.wav,sad\ns2,"sub dir/c, d.wav",happy\n'],
	])('reads %s', async (name, text) => {
		const root = await tempFolder({ ...wavs, 'list.csv': text });
		const options = name.startsWith('unknown') ? { columns: { speaker: 'who' } } : {};
		const corpus = await readManifest(join(root, 'list.csv'), options);
		expect(corpus.clips.map((clip) => [clip.path.slice(root.length + 1), clip.emotion, clip.speaker])).toEqual([
			['a.wav', 'happy', 'manifest:s1'],
			['b.wav', 'sad', 'manifest:s2'],
			['sub dir/c, d.wav', 'happy', 'manifest:s2'],
		]);
		expect(corpus.notes[0]).toContain('columns of the manifest');
	});

	it('reads every other field and a corpus column', async () => {
		const root = await tempFolder({
			...wavs,
			'm.tsv':
				'path\temotion\tspeaker\tgender\tlang\ttranscript\tintensity\trepetition\tdataset\tsplit\toriginal\na.wav\tjoy\t7\tF\tde\tHallo\thigh\t2\tmine\ttrain\tb.wav\n',
		});
		const { clips } = await readManifest(join(root, 'm.tsv'));
		expect(clips[0]).toEqual({
			path: join(root, 'a.wav'),
			emotion: 'joy',
			corpusLabel: 'joy',
			speaker: 'mine:7',
			corpus: 'mine',
			sex: 'female',
			language: 'de',
			sentence: 'Hallo',
			intensity: 'high',
			take: '2',
			partition: 'train',
			sourcePath: join(root, 'b.wav'),
		});
	});

	it('names duplicates, contradictions, missing files and gaps, and keeps the rest', async () => {
		const root = await tempFolder({
			...wavs,
			'm.csv': 'path,emotion\na.wav,happy\na.wav,happy\n./a.wav,sad\nnone.wav,sad\nb.wav,\n,sad\nb.wav,weird\n',
		});
		const corpus = await readManifest(join(root, 'm.csv'));
		expect(corpus.clips).toHaveLength(2);
		expect(corpus.unmappedLabels).toEqual({ weird: 1 });
		expect(corpus.skipped.map(({ reason }) => reason)).toEqual([
			'listed a second time (line 3)',
			'listed again, as sad instead of happy (line 4)',
			'no such file (line 5)',
			'no emotion in the manifest (line 6 of the manifest)',
			'no path (line 7 of the manifest)',
		]);
		expect(corpus.notes.join()).toContain('who speaks is unknown');
	});

	it('columns and labels named __proto__ or constructor pollute nothing', async () => {
		const root = await tempFolder({
			...wavs,
			'm.csv': '__proto__,path,emotion,constructor\nx,a.wav,__proto__,y\nx,b.wav,constructor,y\n',
		});
		const corpus = await readManifest(join(root, 'm.csv'));
		expect(corpus.clips.map((clip) => clip.emotion)).toEqual(['__proto__', 'constructor']);
		expect(Object.keys(corpus.unmappedLabels)).toEqual(['__proto__', 'constructor']);
		expect(({} as Record<string, unknown>).x).toBeUndefined();
		expect(Object.getPrototypeOf(corpus.unmappedLabels)).toBe(Object.prototype);
	});

	it.each([
		['empty', '', 'FORMAT', 'an empty manifest'],
		['a header only', 'path,emotion\n', 'DATASET', 'header only'],
		['no path column', 'x,emotion\n1,happy\n', 'FORMAT', 'no column for the path'],
		['no emotion column', 'path,x\na.wav,1\n', 'FORMAT', 'columns here: path, x'],
		['an unclosed quote', 'path,emotion\n"a.wav,happy\n', 'FORMAT', 'not a readable table'],
		['zero bytes', 'p\0a\0t\0h', 'FORMAT', 'zero bytes'],
		['only missing files', 'path,emotion\nz.wav,happy\n', 'DATASET', 'no such file'],
	])('refuses %s', async (_, text, code, message) => {
		const root = await tempFolder({ ...wavs, 'm.csv': text });
		const error = await readManifest(join(root, 'm.csv')).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(SerError);
		expect(error).toMatchObject({ code });
		expect((error as Error).message).toContain(message);
		expect((error as Error).message).toContain('m.csv');
	});

	it('a column that is not there is an error that names those that are', async () => {
		const root = await tempFolder({ ...wavs, 'm.csv': 'path,emotion\na.wav,happy\n' });
		await expect(readManifest(join(root, 'm.csv'), { columns: { speaker: 'who' } })).rejects.toThrow(
			/no column named who; columns here: path, emotion/,
		);
	});

	it('a folder with a manifest is read through it; a table that is none is passed over', async () => {
		const root = await tempFolder({ ...wavs, 'metadata.csv': 'file,label,speaker\na.wav,happy,1\nb.wav,sad,2\n' });
		const corpus = await readCorpus(root);
		expect([corpus.name, corpus.clips.length]).toEqual(['manifest', 2]);
		const other = await tempFolder({ 'happy/a.wav': null, 'sad/b.wav': null, 'scores.csv': 'x,y\n1,2\n' });
		expect((await readCorpus(other)).name).toBe('folders');
		await expect(readCorpus(other, { corpus: 'manifest' })).rejects.toThrow(/no column for the path/);
	});

	it('survives damaged tables: a clip, a reason or a SerError, never anything else', async () => {
		const root = await tempFolder(wavs);
		const file = join(root, 'm.csv');
		const whole = 'path,emotion,speaker\r\na.wav,happy,"s ""1"""\r\nb.wav,sad,s2\r\n"sub dir/c, d.wav",happy,s2\r\n';
		const pieces = ['"', ',', '\n', '\r', '\t', ';', '\0', '\uFEFF', '__proto__', '../', '/', 'é', '|', ' '];
		const random = createRandom('damaged manifests');
		for (let i = 0; i < 300; i++) {
			let text = whole;
			for (let n = 1 + random.integer(4); n > 0; n--) {
				const at = random.integer(text.length + 1);
				const piece = random.next() < 0.5 ? pieces[random.integer(pieces.length)]! : '';
				text = text.slice(0, at) + piece + text.slice(at + random.integer(4));
			}
			await writeFile(file, text);
			const result = await readManifest(file).catch((error: unknown) => error);
			if (result instanceof Error) expect(result, text).toBeInstanceOf(SerError);
			else expect((result as { clips: unknown[] }).clips.length).toBeGreaterThan(0);
		}
		expect(Object.keys(Object.prototype)).toEqual([]);
	});

	it('walks 100,000 rows with flat memory', async () => {
		const root = await tempFolder();
		const file = join(root, 'large.csv');
		const stream = createWriteStream(file);
		stream.write('path,emotion,speaker,transcript\n');
		for (let i = 0; i < 100_000; i++) {
			const line = `clips/speaker${i % 500}/utterance-${i}.wav,${i % 2 ? 'happy' : 'sad'},s${i % 500},sentence ${i % 1000}\n`;
			if (!stream.write(line)) await once(stream, 'drain');
		}
		stream.end();
		await once(stream, 'finish');
		let rows = 0;
		let peak = 0;
		const speakers = new Set<string>();
		const before = process.memoryUsage().heapUsed;
		for await (const row of manifestClips(file)) {
			if ('reason' in row) throw new Error(row.reason);
			speakers.add(row.clip.speaker);
			if (++rows % 5000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed - before);
		}
		expect(rows).toBe(100_000);
		expect(peak / 1e6).toBeLessThan(60);
		expect(speakers.size).toBe(500);
	}, 180_000);
});
