import { fingerprintHopSeconds } from './audio-fingerprint.js';
import type { AudioFingerprint, NearDuplicate } from './types.js';

export interface NearDuplicateOptions {
	/** share of equal bits from which two recordings are the same sound, 0.5…1; default 0.8 */
	threshold?: number;
	/** words that must lie over each other, default 8 (a quarter of a second of speech) */
	minWords?: number;
}

/**
 * Finds pairs of recordings with the same sound.
 *
 * Words that two fingerprints share propose an alignment; the bits of all words at that alignment decide. Time grows
 * with the number of shared words, not with the number of pairs.
 *
 * @param fingerprints undefined for recordings that are not compared
 * @returns pairs by index, most similar first
 */
export function findNearDuplicates(
	fingerprints: readonly (AudioFingerprint | undefined)[],
	options: NearDuplicateOptions = {},
): NearDuplicate[] {
	const { threshold = 0.8, minWords = 8 } = options;
	const places = sortedWords(fingerprints);
	const tried = new Set<number>();
	const best = new Map<number, NearDuplicate>();
	const count = fingerprints.length;
	for (let from = 0, to = 0; from < places.words.length; from = to) {
		while (to < places.words.length && places.words[to] === places.words[from]) to++;
		// A word that stands everywhere proposes nothing.
		if (to - from < 2 || to - from > 64) continue;
		for (let i = from; i < to; i++) {
			for (let j = i + 1; j < to; j++) {
				if (places.clips[i] === places.clips[j]) continue;
				const swap = places.clips[i]! > places.clips[j]!;
				const first = swap ? j : i;
				const second = swap ? i : j;
				const a = places.clips[first]!;
				const b = places.clips[second]!;
				const offset = places.frames[first]! - places.frames[second]!;
				const key = (a * count + b) * 8192 + (offset + 4096);
				if (tried.has(key)) continue;
				tried.add(key);
				const similarity = equalBits(fingerprints[a]!, fingerprints[b]!, offset, minWords);
				const pair = a * count + b;
				if (similarity >= threshold && similarity > (best.get(pair)?.similarity ?? 0)) {
					best.set(pair, { a, b, similarity, offsetSeconds: offset * fingerprintHopSeconds });
				}
			}
		}
	}
	return [...best.values()].sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
}

/** Every word that is not 0, sorted, with the clip and frame where it stands. */
function sortedWords(fingerprints: readonly (AudioFingerprint | undefined)[]) {
	let total = 0;
	for (const words of fingerprints) if (words) for (const word of words) if (word !== 0) total++;
	const unsorted = new Uint32Array(total);
	const clipOf = new Uint32Array(total);
	const frameOf = new Uint32Array(total);
	let at = 0;
	fingerprints.forEach((words, clip) => {
		words?.forEach((word, frame) => {
			if (word === 0) return;
			unsorted[at] = word;
			clipOf[at] = clip;
			frameOf[at++] = frame;
		});
	});
	const order = Uint32Array.from({ length: total }, (_, i) => i).sort((x, y) => unsorted[x]! - unsorted[y]!);
	return {
		words: order.map((i) => unsorted[i]!),
		clips: order.map((i) => clipOf[i]!),
		frames: order.map((i) => frameOf[i]!),
	};
}

/**
 * Share of equal bits where frame f + offset of `a` lies on frame f of `b`; 0 when fewer than `minWords` words, or
 * fewer than half of the shorter one's words, lie on each other.
 */
export function equalBits(a: AudioFingerprint, b: AudioFingerprint, offset: number, minWords: number): number {
	const from = Math.max(0, -offset);
	const to = Math.min(b.length, a.length - offset);
	let equal = 0;
	let compared = 0;
	for (let frame = from; frame < to; frame++) {
		const x = a[frame + offset]!;
		const y = b[frame]!;
		if (x === 0 || y === 0) continue;
		equal += 32 - bitCount(x ^ y);
		compared++;
	}
	const needed = Math.max(minWords, Math.min(activeWords(a), activeWords(b)) / 2);
	return compared >= needed ? equal / (32 * compared) : 0;
}

function activeWords(words: AudioFingerprint): number {
	let count = 0;
	for (let i = 0; i < words.length; i++) if (words[i] !== 0) count++;
	return count;
}

function bitCount(value: number): number {
	let v = value - ((value >>> 1) & 0x55555555);
	v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
	return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
