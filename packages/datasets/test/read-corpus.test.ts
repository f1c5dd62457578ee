import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { SerError } from '@ser/core';
import { readCorpus } from '@ser/datasets/node';
import { describe, expect, it } from 'vitest';
import { tempAudio, tempFolder } from './temp-folder.js';

const failure = async (promise: Promise<unknown>): Promise<SerError> => {
	const error = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(SerError);
	return error as SerError;
};

describe('readCorpus', () => {
	it('recognises RAVDESS, names the identical pair, puts the corpus before the speaker', async () => {
		const root = await tempAudio([
			'Actor_07/03-01-03-01-02-01-07.wav',
			'Actor_07/03-01-03-01-02-02-07.wav',
			'Actor_08/03-01-01-01-01-01-08.WAV',
		]);
		const corpus = await readCorpus(root);
		expect(corpus.name).toBe('ravdess');
		expect(corpus.clips.map(({ emotion, speaker, sex }) => [emotion, speaker, sex])).toEqual([
			['happiness', 'ravdess:07', 'male'],
			['happiness', 'ravdess:07', 'male'],
			['neutral', 'ravdess:08', 'female'],
		]);
		expect(corpus.clips[0]!.path).toBe(join(root, 'Actor_07/03-01-03-01-02-01-07.wav'));
		expect(corpus.notes.join()).toContain('same sound');
	});

	it('keeps the actors of RAVDESS speech and song the same people', async () => {
		const corpus = await readCorpus(
			await tempAudio(['speech/Actor_01/03-01-03-01-02-01-01.wav', 'song/Actor_01/03-02-03-01-02-01-01.wav']),
		);
		expect(corpus.clips.map((clip) => [clip.corpus, clip.speaker])).toEqual([
			['ravdess-song', 'ravdess:01'],
			['ravdess', 'ravdess:01'],
		]);
	});

	it('leaves out the second copy of a folder inside itself', async () => {
		const corpus = await readCorpus(
			await tempAudio(['Actor_01/03-01-03-01-02-01-01.wav', 'audio_speech/Actor_01/03-01-03-01-02-01-01.wav']),
		);
		expect(corpus.clips).toHaveLength(1);
		expect(corpus.skipped[0]!.reason).toBe('a second copy of Actor_01/03-01-03-01-02-01-01.wav');
	});

	it('reads several known corpora side by side', async () => {
		const corpus = await readCorpus(
			await tempAudio([
				'emodb/wav/03a01Fa.wav',
				'emodb/wav/03a01Wa.wav',
				'tess/OAF_back_ps.flac',
				'notes/x.wav',
				'y.wav',
			]),
		);
		expect(corpus.name).toBe('emodb+tess');
		expect(corpus.clips.map((clip) => clip.speaker)).toEqual(['emodb:03', 'emodb:03', 'tess:OAF']);
		expect(corpus.skipped.map(({ reason }) => reason).sort()).toEqual([
			'beside the folders of the corpora',
			'in a folder of no known corpus',
		]);
	});

	it('takes speakers of a folder per emotion from leading codes, says so, and lets them be changed', async () => {
		const paths = ['a1', 'a2', 'b1', 'b2'].flatMap((code) => [
			`anger/${code}_x1.wav`,
			`sad/${code}_x2.wav`,
			`odd/${code}-x3.ogg`,
		]);
		const root = await tempAudio(paths);
		const corpus = await readCorpus(root);
		expect(corpus.name).toBe('folders');
		expect(new Set(corpus.clips.map((clip) => clip.speaker))).toEqual(
			new Set(['folders:a1', 'folders:a2', 'folders:b1', 'folders:b2']),
		);
		expect(corpus.clips[0]!.emotion).toBe('anger');
		expect(corpus.notes.join()).toContain('speakers come from the code that file names start with');
		expect(corpus.unmappedLabels).toEqual({ odd: 4 });
		const letters = await readCorpus(root, { speakerPattern: /\/([ab])\d_/ });
		expect(new Set(letters.clips.map((clip) => clip.speaker))).toEqual(
			new Set(['folders:a', 'folders:b', 'folders:unknown']),
		);
		expect((await failure(readCorpus(root, { speakerPattern: '(' }))).code).toBe('PARAMETER');
	});

	it('says when speakers are unknown', async () => {
		const corpus = await readCorpus(await tempAudio(['happy/001.wav', 'happy/002.wav', 'sad/003.wav', 'sad/004.wav']));
		expect(new Set(corpus.clips.map((clip) => clip.speaker))).toEqual(new Set(['folders:unknown']));
		expect(corpus.notes.join()).toContain('judging on unseen speakers is impossible');
	});

	it('takes speakers from the folder above or below the emotions', async () => {
		const above = await readCorpus(await tempAudio(['ann/angry/1.wav', 'ann/sad/1.wav', 'bob/angry/1.wav']));
		expect(above.clips.map((clip) => [clip.speaker, clip.emotion])).toContainEqual(['folders:bob', 'angry']);
		const below = await readCorpus(await tempAudio(['angry/ann/1.wav', 'sad/ann/1.wav', 'angry/bob/1.wav']));
		expect(below.clips.map((clip) => [clip.speaker, clip.emotion])).toContainEqual(['folders:bob', 'angry']);
	});

	it('maps labels while reading', async () => {
		const root = await tempAudio(['Happy/s1_1.wav', 'Happy/s2_1.wav', 'weird/s1_2.wav', 'Sad/s2_2.wav']);
		const corpus = await readCorpus(root, { labels: 'five' });
		expect(corpus.clips.map((clip) => clip.emotion)).toEqual(['happiness', 'happiness', 'sadness']);
		expect(corpus.unmappedLabels).toEqual({ weird: 1 });
	});

	it('names what stands in a folder without audio', async () => {
		const root = await tempFolder({ 'a.txt': 'x', 'b.txt': 'x', 'c.pdf': 'x' });
		const error = await failure(readCorpus(root));
		expect(error.code).toBe('DATASET');
		expect(error.message).toContain(root);
		expect(error.message).toContain('2 × .txt, 1 × .pdf');
		expect((await failure(readCorpus(await tempFolder()))).message).toContain('the folder is empty');
		expect((await failure(readCorpus(join(root, 'missing')))).code).toBe('FILE');
		expect((await failure(readCorpus(join(root, 'c.pdf')))).code).toBe('DATASET');
		expect((await failure(readCorpus(await tempAudio(['a/x.wav']), { corpus: 'nope' }))).code).toBe('PARAMETER');
	});

	it('tells Git LFS stubs, empty files and resource forks from sound', async () => {
		const stub = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 90000\n`;
		const all = await failure(
			readCorpus(await tempFolder({ '1001_DFA_ANG_XX.wav': stub, '1001_DFA_SAD_XX.wav': stub })),
		);
		expect(all.code).toBe('DATASET');
		expect(all.message).toContain('git lfs pull');
		const some = await readCorpus(
			await tempFolder({
				'1001_DFA_ANG_XX.wav': stub,
				'1001_DFA_SAD_XX.wav': null,
				'1001_DFA_NEU_XX.wav': '',
				'._1001_DFA_SAD_XX.wav': null,
				'__MACOSX/1001_DFA_HAP_XX.wav': null,
			}),
		);
		expect(some.clips).toHaveLength(1);
		expect(some.skipped.map(({ reason }) => reason.split(' ').slice(0, 4).join(' ')).sort()).toEqual([
			'a Git LFS stub',
			'a macOS resource fork,',
			'empty file',
		]);
	});

	it('follows links once and survives a circle', async () => {
		const root = await tempAudio(['Actor_01/03-01-03-01-02-01-01.wav']);
		await symlink(root, join(root, 'Actor_01', 'again'));
		await symlink(join(root, 'nowhere'), join(root, 'broken.wav'));
		const corpus = await readCorpus(root);
		expect(corpus.clips).toHaveLength(1);
		expect(corpus.skipped.map(({ reason }) => reason)).toContain('a link to nothing');
	});

	it('reads IEMOCAP through its evaluation files', async () => {
		const wav = (name: string) => `Session1/sentences/wav/Ses01F_impro01/${name}.wav`;
		const root = await tempFolder({
			[wav('Ses01F_impro01_F000')]: null,
			[wav('Ses01F_impro01_M001')]: null,
			[wav('Ses01F_impro01_F002')]: null,
			[wav('Ses01F_impro01_F009')]: null,
			'Session1/dialog/wav/Ses01F_impro01.wav': null,
			'Session1/dialog/EmoEvaluation/Ses01F_impro01.txt': [
				'% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]',
				'',
				'[6.2901 - 8.2357]\tSes01F_impro01_F000\tneu\t[2.5000, 2.5000, 2.5000]',
				'C-E2:\tNeutral;\t()',
				'[10.0100 - 11.3925]\tSes01F_impro01_M001\texc\t[4.0000, 5.0000, 2.5000]',
				'[14.8872 - 18.0175]\tSes01F_impro01_F002\txxx\t[2.5000, 2.5000, 2.5000]',
			].join('\r\n'),
		});
		const corpus = await readCorpus(root);
		expect(
			corpus.clips.map(({ emotion, corpusLabel, speaker, valence, arousal }) => [
				emotion,
				corpusLabel,
				speaker,
				valence,
				arousal,
			]),
		).toEqual([
			['neutral', 'neu', 'iemocap:Ses01F', -0.25, -0.25],
			['happiness', 'exc', 'iemocap:Ses01M', 0.5, 1],
		]);
		expect(corpus.skipped.map(({ reason }) => reason).sort()).toEqual([
			'a whole dialogue',
			'no label in dialog/EmoEvaluation/*.txt',
			'the listeners did not agree (xxx)',
		]);
	});

	it('reads MELD through its tables, parts apart', async () => {
		const row = (utterance: string, speaker: string, emotion: string, dialogue: number, number: number) =>
			`1,"${utterance}",${speaker},${emotion},neutral,${dialogue},${number}`;
		const head = 'Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID';
		const corpus = await readCorpus(
			await tempFolder({
				'train_splits/dia0_utt0.wav': null,
				'train_splits/dia0_utt1.wav': null,
				'output_repeated_splits_test/dia0_utt0.wav': null,
				'train_sent_emo.csv': [head, row('Hi, there', 'Chandler', 'joy', 0, 0)].join('\n'),
				'test_sent_emo.csv': [head, row('No', 'Monica', 'anger', 0, 0)].join('\n'),
			}),
		);
		expect(corpus.clips.map(({ emotion, speaker, partition }) => [emotion, speaker, partition])).toEqual([
			['anger', 'meld:Monica', 'test'],
			['happiness', 'meld:Chandler', 'train'],
		]);
		expect(corpus.skipped[0]!.reason).toBe('no row in train_sent_emo.csv');
	});

	it('reads MSP-Podcast through its labels, however they are spelt', async () => {
		for (const table of ['Labels/labels_consensus.csv', 'Labels/labels_concensus.csv']) {
			const corpus = await readCorpus(
				await tempFolder({
					'Audios/MSP-PODCAST_0001_0008.wav': null,
					'Audios/MSP-PODCAST_0001_0019.wav': null,
					'Audios/MSP-PODCAST_0002_0033.wav': null,
					[table]:
						'FileName,EmoClass,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set\nMSP-PODCAST_0001_0008.wav,A,7,1,5,127,Male,Train\nMSP-PODCAST_0001_0019.wav,C,4,4,4,Unknown,Unknown,Test1\nMSP-PODCAST_0002_0033.wav,X,4,4,4,9,Female,Train\n',
				}),
			);
			expect(
				corpus.clips.map(({ emotion, speaker, sex, valence, arousal }) => [emotion, speaker, sex, valence, arousal]),
			).toEqual([
				['anger', 'msp-podcast:127', 'male', -1, 1],
				['other', 'msp-podcast:unknown', undefined, 0, 0],
			]);
			expect(corpus.skipped[0]!.reason).toBe('no agreed emotion (X)');
		}
	});

	it('reads nEMO through data.tsv', async () => {
		const corpus = await readCorpus(
			await tempFolder({
				'samples/EB0_anger_1.wav': null,
				'samples/KL0_sadness_2.wav': null,
				'samples/JM0_neutral_3.wav': null,
				'data.tsv':
					'file_id\temotion\traw_text\tnormalized_text\tspeaker_id\tgender\tage\nEB0_anger_1.wav\tanger\tTak.\ttak\tEB0\tfemale\t20\nKL0_sadness_2.wav\tsadness\tNie.\tnie\tKL0\tmale\t24\n',
			}),
		);
		expect(corpus.name).toBe('nemo');
		expect(corpus.clips.map(({ emotion, speaker, sex, sentence }) => [emotion, speaker, sex, sentence])).toEqual([
			['anger', 'nemo:EB0', 'female', 'tak'],
			['sadness', 'nemo:KL0', 'male', 'nie'],
		]);
		expect(corpus.skipped[0]!.reason).toBe('no row in data.tsv');
	});

	it('says that BAVED has levels, not emotions', async () => {
		const corpus = await readCorpus(await tempAudio(['0/0-M-21-0-1-105.wav', '1/1-F-20-3-2-7.wav']));
		expect(corpus.unmappedLabels).toEqual({ 'level 1 (neutral)': 1, 'level 2 (high)': 1 });
		expect(corpus.notes.join()).toContain('how much emotion');
	});

	it('counts the speakers of URDU and warns of speakers with one emotion', async () => {
		const corpus = await readCorpus(
			await tempAudio(['Angry/SM1_F1_A01.wav', 'Angry/SM1_F2_A02.wav', 'Sad/SF1_F1_S01.wav', 'Happy/SF1_F2_H02.wav']),
		);
		expect(corpus.name).toBe('urdu');
		expect(corpus.notes.join()).toContain('1 of 2 speakers have a single emotion');
	});

	it.skipIf(process.getuid?.() === 0)('lists a folder that may not be read', async () => {
		const root = await tempAudio(['Actor_01/03-01-03-01-02-01-01.wav']);
		await mkdir(join(root, 'closed'), { mode: 0o000 });
		const corpus = await readCorpus(root);
		expect(corpus.skipped).toEqual([{ path: join(root, 'closed'), reason: 'may not be read (EACCES)' }]);
	});
});
