import { fingerprintHopSeconds } from './audio-fingerprint.js';
import type { AudioFingerprint, NearDuplicate } from './types.js';

export interface NearDuplicateOptions {
	/** share of equal bits from which two recordings are the same sound, 0.5…1; default 0.8 */
	threshold?: number;
	/** words that must lie over each other, default 8 (a quarter of a second of speech) */
	minWords?: number;
}

/** Words up to which two equal bytes propose an alignment; above, three must be equal, or time would grow too fast. */
const manyWords = 400_000;
/** A key that more words share than this proposes nothing. */
const crowded = 256;
/** Words compared before the rest is looked at. */
const probe = 10;

/**
 * Finds pairs of recordings with the same sound.
 *
 * Words of which two of the four bytes agree propose an alignment of two fingerprints; the bits of all words at that
 * alignment decide. 2300 clips take about a second.
 *
 * @param fingerprints undefined for recordings that are not compared
 * @returns pairs by index, most similar first
 */
export function findNearDuplicates(
	fingerprints: readonly (AudioFingerprint | undefined)[],
	options: NearDuplicateOptions = {},
): NearDuplicate[] {
	const { threshold = 0.8, minWords = 8 } = options;
	const active = fingerprints.map((words) => words?.reduce((count, word) => count + (word !== 0 ? 1 : 0), 0) ?? 0);
	const places = allWords(fingerprints);
	const best = new Map<number, NearDuplicate>();
	const compare = (i: number, j: number) => {
		const first = places.clips[i]! < places.clips[j]! ? i : j;
		const second = first === i ? j : i;
		const a = places.clips[first]!;
		const b = places.clips[second]!;
		const x = places.frames[first]!;
		const y = places.frames[second]!;
		if (!probablyEqual(fingerprints[a]!, fingerprints[b]!, x, y, threshold)) return;
		const needed = Math.max(minWords, 0.7 * Math.min(active[a]!, active[b]!));
		const similarity = equalBits(fingerprints[a]!, fingerprints[b]!, x - y, needed);
		const pair = a * fingerprints.length + b;
		if (similarity >= threshold && similarity > (best.get(pair)?.similarity ?? 0)) {
			best.set(pair, { a, b, similarity, offsetSeconds: (x - y) * fingerprintHopSeconds });
		}
	};
	for (const bytes of places.words.length > manyWords ? triples : pairs) {
		const { order, starts } = byKey(places.words, bytes);
		for (let key = 0; key + 1 < starts.length; key++) {
			const from = starts[key]!;
			const to = starts[key + 1]!;
			if (to - from > crowded) continue;
			for (let i = from; i < to; i++) {
				for (let j = i + 1; j < to; j++) {
					if (places.clips[order[i]!] !== places.clips[order[j]!]) compare(order[i]!, order[j]!);
				}
			}
		}
	}
	return [...best.values()].sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
}

const pairs = [
	[0, 1],
	[0, 2],
	[0, 3],
	[1, 2],
	[1, 3],
	[2, 3],
];
const triples = [
	[0, 1, 2],
	[0, 1, 3],
	[0, 2, 3],
	[1, 2, 3],
];

const buckets = 1 << 20;

/**
 * Sorts words by some of their bytes (counting sort over hashed keys): the places of bucket k are order[starts[k]] …
 * order[starts[k + 1] − 1]. Two keys that meet in one bucket cost a comparison, nothing else.
 */
function byKey(words: Uint32Array, bytes: readonly number[]): { order: Uint32Array; starts: Uint32Array } {
	const mask = bytes.reduce((bits, byte) => bits | (255 << (8 * byte)), 0);
	const starts = new Uint32Array(buckets + 1);
	const keys = new Uint32Array(words.length);
	for (let i = 0; i < words.length; i++) {
		const mixed = Math.imul((words[i]! & mask) ^ ((words[i]! & mask) >>> 15), 0x2c1b3c6d);
		const key = ((mixed ^ (mixed >>> 12)) >>> 0) & (buckets - 1);
		keys[i] = key;
		starts[key + 1]!++;
	}
	for (let key = 1; key <= buckets; key++) starts[key]! += starts[key - 1]!;
	const next = starts.slice();
	const order = new Uint32Array(words.length);
	for (let i = 0; i < words.length; i++) order[next[keys[i]!]!++] = i;
	return { order, starts };
}

/** Every word that is not 0, with the clip and the frame where it stands. */
function allWords(fingerprints: readonly (AudioFingerprint | undefined)[]) {
	let total = 0;
	for (const words of fingerprints) if (words) for (const word of words) if (word !== 0) total++;
	const places = { words: new Uint32Array(total), clips: new Uint32Array(total), frames: new Uint32Array(total) };
	let at = 0;
	fingerprints.forEach((words, clip) => {
		words?.forEach((word, frame) => {
			if (word === 0) return;
			places.words[at] = word;
			places.clips[at] = clip;
			places.frames[at++] = frame;
		});
	});
	return places;
}

/** A look at a few words on each side of the proposed place: different sounds agree in half of their bits. */
function probablyEqual(a: AudioFingerprint, b: AudioFingerprint, x: number, y: number, threshold: number): boolean {
	let different = 0;
	let compared = 0;
	const from = -Math.min(x, y, probe);
	const to = Math.min(a.length - x, b.length - y, probe + 1);
	for (let shift = from; shift < to; shift += 2) {
		const p = a[x + shift]!;
		const q = b[y + shift]!;
		if (p === 0 || q === 0) continue;
		different += bitCount(p ^ q);
		compared++;
	}
	return different <= 32 * compared * Math.min(0.5, 1 - threshold + 0.15);
}

/** Share of equal bits where frame f + offset of `a` lies on frame f of `b`; 0 for fewer than `needed` words. */
export function equalBits(a: AudioFingerprint, b: AudioFingerprint, offset: number, needed: number): number {
	const from = Math.max(0, -offset);
	const to = Math.min(b.length, a.length - offset);
	let different = 0;
	let compared = 0;
	for (let frame = from; frame < to; frame++) {
		const x = a[frame + offset]!;
		const y = b[frame]!;
		if (x === 0 && y === 0) continue;
		// Speech over silence agrees in nothing, which is half of the bits.
		different += x === 0 || y === 0 ? 16 : bitCount(x ^ y);
		compared++;
	}
	return compared >= needed ? 1 - different / (32 * compared) : 0;
}

function bitCount(value: number): number {
	let v = value - ((value >>> 1) & 0x55555555);
	v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
	return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
