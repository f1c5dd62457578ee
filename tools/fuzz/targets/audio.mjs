import { existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeAudio } from '../../../packages/audio/dist/index.js';
import { wavChunks } from '../../../packages/audio/dist/node.js';
import { byteMutations, chunkMutations, damage } from '../mutate-bytes.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** Files that libsndfile wrote (the fixtures of @ser/audio), those whose name begins so. */
function fixtures(...names) {
	const files = JSON.parse(readFileSync(path('../../../packages/audio/test/fixtures/files.json'), 'utf8'));
	return files
		.filter(({ name }) => names.some((start) => name.startsWith(start)))
		.map(({ base64 }) => new Uint8Array(Buffer.from(base64, 'base64')));
}

/** The first bytes of some real recordings, where there are any. */
function beginnings(ending, length) {
	const corpora = process.env.SER_CORPORA ?? path('../../../../shared/corpora');
	if (!existsSync(corpora)) return [];
	const files = readdirSync(corpora, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith(ending))
		.sort();
	const step = Math.max(1, Math.floor(files.length / 20));
	return files
		.filter((_, i) => i % step === 0)
		.map((file) => {
			const bytes = new Uint8Array(length);
			return bytes.subarray(0, readSync(openSync(join(corpora, file), 'r'), bytes, 0, bytes.length, 0));
		});
}

const bytesTarget = (seeds, mutations, read) => ({
	codes: ['FILE'],
	make: (random) => damage(seeds, random, mutations),
	sizeOf: (bytes) => bytes.length,
	show: (bytes) => Buffer.from(bytes).toString('base64'),
	read,
});

async function decode(bytes) {
	const { samples, sampleRate, info } = await decodeAudio(bytes, { name: 'input' });
	if (samples.length === 0 || !(sampleRate > 0) || !(info.channels > 0)) throw Error('accepted without sound');
	if (!samples.every(Number.isFinite)) throw Error('accepted with samples that are not finite');
	return samples.byteLength;
}

async function* pieces(bytes) {
	for (let at = 0; at < bytes.length; at += 97) yield bytes.subarray(at, at + 97);
}

async function decodeStream(bytes) {
	let size = 0;
	for await (const { samples } of wavChunks(pieces(bytes), { chunkSeconds: 0.01 })) size += samples.byteLength;
	return size;
}

const chunked = [...byteMutations, ...chunkMutations, ...chunkMutations];

export const audioTargets = {
	wav: async () => bytesTarget([...fixtures('WAV', 'RF64', 'RIFX'), ...beginnings('.wav', 3000)], chunked, decode),
	aiff: async () => bytesTarget(fixtures('AIFF'), chunked, decode),
	'wav-stream': async () =>
		bytesTarget([...fixtures('WAV', 'RF64', 'RIFX'), ...beginnings('.wav', 3000)], chunked, decodeStream),
	flac: async () => bytesTarget([...fixtures('FLAC'), ...beginnings('.flac', 12000)], byteMutations, decode),
	mp3: async () => bytesTarget(fixtures('MP3'), byteMutations, decode),
	ogg: async () => bytesTarget(fixtures('OGG'), byteMutations, decode),
};
