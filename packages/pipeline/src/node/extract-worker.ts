import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type DecodedAudio, decodeAudio } from '@ser/audio';
import { type Matrix, SerError } from '@ser/core';
import { audioFingerprint } from '@ser/datasets';
import { melSpectrogram, powerToDb } from '@ser/dsp';
import { clipPicture } from '@ser/viz';
import { extractFeatures, type FeatureSpec, featureVersion } from '../extract-features.js';
import { type ClipInfo, measureLevels } from './clip-info.js';
import { type FeatureCache, openFeatureCache } from './feature-cache.js';

export interface ExtractTask {
	path: string;
	/** one matrix is made for each */
	specs: FeatureSpec[];
	/** undefined = no cache */
	cacheDir?: string;
}

export type ExtractResult =
	| { ok: true; info: ClipInfo; features: Matrix[]; fromCache: boolean }
	| { ok: false; code: SerError['code']; message: string };

/** Raised when `ClipInfo` or the audio decoding changes. */
const AUDIO_VERSION = 1;
const INFO_SETTINGS = `info@${AUDIO_VERSION}`;

/** One recording: read, hash, take from the cache or decode and compute. Errors of the file come back as data. */
export default async function extract({ path, specs, cacheDir }: ExtractTask): Promise<ExtractResult> {
	try {
		const bytes = await readFile(path).catch((cause) => {
			throw new SerError('FILE', `${path}: cannot be read (${cause.code ?? cause.message})`, { cause });
		});
		const contentHash = createHash('sha256').update(bytes).digest('hex');
		const cache = cacheDir ? openFeatureCache(cacheDir) : undefined;
		const settings = specs.map((spec) => `audio@${AUDIO_VERSION}+${featureVersion(spec)}`);
		const known = cache && (await fromCache(cache, contentHash, settings));
		if (known) return { ok: true, ...known, fromCache: true };

		const decoded = await decodeAudio(bytes, { name: basename(path) }).catch((cause) => {
			if (!(cause instanceof SerError)) throw cause;
			const told = cause.message.replace(`${basename(path)}: `, '');
			throw new SerError(cause.code, `${path}: ${told}`, { cause });
		});
		const info: ClipInfo = {
			contentHash,
			sampleRate: decoded.sampleRate,
			channels: decoded.info.channels,
			format: decoded.info.format,
			notes: decoded.info.notes,
			...measureLevels(decoded),
			fingerprint: Array.from(await audioFingerprint(decoded)),
			picture: thumbnail(decoded),
		};
		const features: Matrix[] = [];
		for (const [i, spec] of specs.entries()) {
			const matrix = await extractFeatures(decoded, { ...spec, seed: `${spec.seed}/${contentHash}` });
			features.push(matrix);
			await cache?.set(contentHash, settings[i]!, matrix);
		}
		await cache?.set(contentHash, INFO_SETTINGS, infoToMatrix(info));
		return { ok: true, info, features, fromCache: false };
	} catch (error) {
		if (error instanceof SerError) return { ok: false, code: error.code, message: error.message };
		throw error;
	}
}

function thumbnail(decoded: DecodedAudio): ClipInfo['picture'] {
	const { samples, sampleRate } = decoded;
	const mel = melSpectrogram(samples, { sampleRate, nFft: 1024, hopLength: 512, nMels: 64 });
	return clipPicture(powerToDb(mel, { topDb: 80 }), {
		durationSeconds: samples.length / sampleRate,
		waveform: decoded,
	});
}

async function fromCache(cache: FeatureCache, contentHash: string, settings: string[]) {
	const stored = await cache.get(contentHash, INFO_SETTINGS);
	const info = stored && infoFromMatrix(stored);
	if (!info) return undefined;
	const features: Matrix[] = [];
	for (const one of settings) {
		const matrix = await cache.get(contentHash, one);
		if (!matrix) return undefined;
		features.push(matrix);
	}
	return { info, features };
}

/** The info record as UTF-16 units, since the cache holds matrices of Float32. */
const infoToMatrix = (info: ClipInfo): Matrix => {
	const data = Float32Array.from(JSON.stringify(info), (char) => char.charCodeAt(0));
	return { data, rows: 1, cols: data.length };
};

function infoFromMatrix({ data }: Matrix): ClipInfo | undefined {
	try {
		return JSON.parse(Array.from(data, (unit) => String.fromCharCode(unit)).join(''));
	} catch {
		return undefined;
	}
}
