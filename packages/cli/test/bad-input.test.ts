import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeWav } from '@ser/audio';
import { createRandom } from '@ser/core';
import { writeSyntheticCorpus } from '@ser/datasets/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ser } from './ser.js';

const dir = mkdtempSync(join(tmpdir(), 'ser-bad-'));
const cache = join(dir, 'cache');
const run = join(dir, 'run');
const env = { SER_CACHE: cache };
const random = createRandom('bad input');
const tone = { samples: Float32Array.from({ length: 16000 }, (_, i) => 0.3 * Math.sin(i / 10)), sampleRate: 16000 };
const wav = encodeWav(tone, { bitDepth: 16 });

const withDataLength = (length: number) => {
	const bytes = wav.slice();
	new DataView(bytes.buffer).setUint32(40, length, true);
	return bytes;
};
const withNaN = (bytes: Uint8Array) => {
	new DataView(bytes.buffer).setUint32(bytes.length - 400, 0x7fc00000, true);
	return bytes;
};
const bytesOf = (text: string) => new TextEncoder().encode(text);

beforeAll(async () => {
	await writeSyntheticCorpus(join(dir, 'corpus'), { speakers: 5, takes: 1, emotions: ['anger', 'sadness', 'neutral'] });
	const trained = await ser(['train', join(dir, 'corpus'), '--features', 'tutorial180', '--out', run, '--json'], {
		env,
	});
	expect(trained.err).toBe('');
	expect(trained.code).toBe(0);
}, 120_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Every refusal: the right exit code, the file's name, the reason, and no stack trace. */
async function refused(args: readonly string[], code: number, ...words: (string | RegExp)[]) {
	const ended = await ser(args, { env });
	for (const word of words) expect(ended.err).toMatch(word);
	expect(ended.err).not.toMatch(/\n\s+at .*:\d+/);
	expect(ended.err).not.toMatch(/This is a bug/);
	expect(ended.code).toBe(code);
}

describe('ser predict on what is not a recording', () => {
	const files: [name: string, bytes: Uint8Array, reason: RegExp][] = [
		['empty.wav', new Uint8Array(0), /empty/],
		['text.wav', bytesOf('This is a shopping list, not a recording. '.repeat(20)), /text/i],
		[
			'stub.wav',
			bytesOf(
				'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n',
			),
			/git lfs/i,
		],
		['no-samples.wav', withDataLength(0).slice(0, 44), /no samples|no audio|without samples/i],
		[
			'noise.wav',
			Uint8Array.from({ length: 4000 }, () => random.integer(256)),
			/not (an? )?(audio|sound|recording)|no known|unknown|recogni/i,
		],
		['nan.wav', withNaN(encodeWav(tone, { bitDepth: 32, float: true })), /NaN|finite/],
	];
	it.each(files)('%s', async (name, bytes, reason) => {
		const path = join(dir, name);
		writeFileSync(path, bytes);
		await refused(['predict', run, path], 3, name, reason);
	});

	it('a missing file and a folder without audio', async () => {
		await refused(['predict', run, join(dir, 'nowhere.wav')], 3, 'nowhere.wav', 'not found');
		mkdirSync(join(dir, 'no-audio'), { recursive: true });
		writeFileSync(join(dir, 'no-audio', 'notes.txt'), 'hello');
		await refused(['predict', run, join(dir, 'no-audio')], 3, 'no-audio', 'no audio files');
	});

	it('goes on with the readable files and still ends with an error', async () => {
		writeFileSync(join(dir, 'good.wav'), wav);
		const ended = await ser(['predict', run, join(dir, 'empty.wav'), join(dir, 'good.wav'), '--json'], { env });
		expect(ended.code).toBe(3);
		expect(JSON.parse(ended.out).path).toContain('good.wav');
	});
});

describe('ser predict on what is odd but readable', () => {
	it.each([
		['cut.wav', wav.slice(0, 10_001)],
		['one-sample.wav', encodeWav({ samples: Float32Array.of(0.5), sampleRate: 16000 }, { bitDepth: 16 })],
		['ten-hours.wav', withDataLength(0x44aa2000)],
		['silence.wav', encodeWav({ samples: new Float32Array(16000), sampleRate: 16000 }, { bitDepth: 16 })],
	])('%s', async (name, bytes) => {
		const path = join(dir, name);
		writeFileSync(path, bytes);
		const ended = await ser(['predict', run, path, '--json'], { env });
		expect(ended.err).toBe('');
		const { emotion, probabilities } = JSON.parse(ended.out);
		expect(['anger', 'neutral', 'sadness']).toContain(emotion);
		const sum = (Object.values(probabilities) as number[]).reduce((a, b) => a + b);
		expect(sum).toBeCloseTo(1, 5);
	});
});

describe('ser train refuses', () => {
	const out = join(dir, 'never');
	const nothingWritten = () => expect(existsSync(out)).toBe(false);

	it('a folder without audio', async () => {
		await refused(['train', join(dir, 'no-audio'), '--out', out], 3, 'no-audio', /audio/);
		nothingWritten();
	});

	it('a corpus with one emotion only', async () => {
		const names = readdirSync(join(dir, 'corpus'), { recursive: true, encoding: 'utf8' });
		const only = join(dir, 'one-class');
		mkdirSync(only);
		for (const name of names.filter((one) => /ang/i.test(one) && one.endsWith('.wav'))) {
			copyFileSync(join(dir, 'corpus', name), join(only, name.split('/').at(-1)!));
		}
		await refused(['train', only, '--features', 'tutorial180', '--out', out], 3, 'one-class', 'at least two emotions');
		nothingWritten();
	});

	it('a corpus with one speaker only', async () => {
		await writeSyntheticCorpus(join(dir, 'one-speaker'), { speakers: 1, takes: 2, emotions: ['anger', 'sadness'] });
		await refused(
			['train', join(dir, 'one-speaker'), '--features', 'tutorial180', '--out', out],
			3,
			/one speaker|single speaker|two speakers/,
		);
		nothingWritten();
	});

	it('a broken recording among good ones, by name; --skip-bad leaves it out', async () => {
		await writeSyntheticCorpus(join(dir, 'broken'), { speakers: 5, takes: 1, emotions: ['anger', 'sadness'] });
		const victim = readdirSync(join(dir, 'broken'), { recursive: true, encoding: 'utf8' }).find((name) =>
			name.endsWith('.wav'),
		)!;
		writeFileSync(join(dir, 'broken', victim), 'not a recording at all, just words');
		await refused(
			['train', join(dir, 'broken'), '--features', 'tutorial180', '--out', out],
			3,
			victim.split('/').at(-1)!,
			'--skip-bad',
		);
		nothingWritten();
		const ended = await ser(
			[
				'train',
				join(dir, 'broken'),
				'--features',
				'tutorial180',
				'--out',
				join(dir, 'skipped'),
				'--skip-bad',
				'--json',
			],
			{ env },
		);
		expect(ended.code).toBe(0);
	});

	it('a protocol that leaks, and stamps it when told to', async () => {
		const args = ['train', join(dir, 'corpus'), '--features', 'tutorial180', '--folds', 'random:3'];
		await refused([...args, '--out', out], 4, 'random:3', '--allow-leakage');
		nothingWritten();
		const leaky = join(dir, 'leaky');
		const ended = await ser([...args, '--out', leaky, '--allow-leakage'], { env });
		expect(ended.out).toMatch(/LEAKY/);
		expect(JSON.parse(readFileSync(join(leaky, 'metrics.json'), 'utf8')).leaky).toBe(true);
		for (const file of ['report.html', 'predictions.csv'])
			expect(readFileSync(join(leaky, file), 'utf8')).toMatch(/LEAKY/);
	});

	it('a folder that holds other things as --out', async () => {
		await refused(
			['train', join(dir, 'corpus'), '--features', 'tutorial180', '--out', join(dir, 'no-audio')],
			2,
			'no-audio',
		);
	});

	it('unknown features, models and folds, each naming what there is', async () => {
		await refused(['train', join(dir, 'corpus'), '--features', 'nope', '--out', out], 2, 'nope', 'tutorial180');
		await refused(['train', join(dir, 'corpus'), '--model', 'nope', '--out', out], 2, 'nope', 'logistic');
		await refused(['train', join(dir, 'corpus'), '--folds', 'nope', '--out', out], 2, 'nope', 'speaker');
		nothingWritten();
	});
});

describe('a model file that is', () => {
	const damaged = (name: string, change: (text: string) => string) => {
		const copy = join(dir, name);
		mkdirSync(copy);
		for (const file of readdirSync(run)) copyFileSync(join(run, file), join(copy, file));
		writeFileSync(join(copy, 'model.json'), change(readFileSync(join(run, 'model.json'), 'utf8')));
		return copy;
	};
	const good = () => join(dir, 'good.wav');

	it('cut off', () =>
		refused(['predict', damaged('cut', (text) => text.slice(0, 900)), good()], 3, 'model.json', 'damaged'));
	it('of a newer version', () =>
		refused(
			['predict', damaged('newer', (text) => text.replace('"version": 1', '"version": 99')), good()],
			3,
			'newer version',
			'99',
		));
	it('pointing beyond weights.bin', () =>
		refused(
			['predict', damaged('beyond', (text) => text.replace(/"offset": 0,/, '"offset": 99999999,')), good()],
			3,
			'weights.bin',
		));
	it('not ours', () => refused(['predict', damaged('other', () => '{"a":1}'), good()], 3, 'not a model'));
	it('missing', () => refused(['predict', join(dir, 'no-audio'), good()], 3, 'model.json', 'not a finished run'));
});
