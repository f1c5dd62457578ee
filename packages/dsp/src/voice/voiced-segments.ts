import { deviationOf, meanOf } from './track-statistics.js';

/**
 * Timing of voicing: voiced segments per second, mean and deviation of their lengths, and of the unvoiced lengths, in seconds.
 * One unvoiced frame does not part a segment; segments of fewer than three frames are not counted; a length is that from the
 * first frame to the last.
 *
 * @param f0 one value a frame, 0 where unvoiced
 */
export function voicedSegments(f0: Float64Array, hopSeconds: number): [number, number, number, number, number] {
	const voiced = Uint8Array.from(f0, (value) => (value > 0 ? 1 : 0));
	for (let t = 1; t + 1 < voiced.length; t++) {
		if (voiced[t] !== voiced[t - 1] && voiced[t] !== voiced[t + 1]) voiced[t] = voiced[t - 1]!;
	}
	const lengths: [number[], number[]] = [[], []];
	for (let t = 0; t < voiced.length; ) {
		let end = t;
		while (end < voiced.length && voiced[end] === voiced[t]) end++;
		if (end - t > 2) lengths[voiced[t] as 0 | 1].push((end - t - 1) * hopSeconds);
		t = end;
	}
	const [unvoiced, spoken] = lengths;
	const seconds = Math.max(1, voiced.length) * hopSeconds;
	return [spoken.length / seconds, meanOf(spoken), deviationOf(spoken), meanOf(unvoiced), deviationOf(unvoiced)];
}
