import { checkOption } from '../check.js';
import { rms } from './rms.js';

export interface TrimOptions {
	/** quieter than this below `ref` is silence, dB, default 60 */
	topDb?: number;
	/** the level that silence is measured from: 'max' (default) for the loudest frame, or an RMS value */
	ref?: number | 'max';
	/** samples, default 2048 */
	frameLength?: number;
	/** samples, default 512 */
	hopLength?: number;
	/** samples kept before and after, default 0 as in librosa */
	margin?: number;
}

export interface TrimResult {
	/** a view on the input */
	samples: Float32Array;
	/** first sample kept */
	start: number;
	/** one beyond the last sample kept */
	end: number;
}

/**
 * Cuts the silence off both ends.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns what is left, possibly nothing when `ref` is a number; a silent signal with ref 'max' is kept whole
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.effects.trim` when margin is 0.
 */
export function trimSilence(samples: Float32Array, options: TrimOptions = {}): TrimResult {
	const { topDb = 60, ref = 'max', frameLength = 2048, hopLength = 512, margin = 0 } = options;
	checkOption(topDb > 0, 'topDb', '> 0', topDb);
	checkOption(margin >= 0, 'margin', '≥ 0', margin);
	checkOption(ref === 'max' || ref > 0, 'ref', "'max' or > 0", ref);
	const level = rms(samples, { frameLength, hopLength }).data;
	const amin = 1e-10;
	let loudest = amin;
	for (let t = 0; t < level.length; t++) loudest = Math.max(loudest, level[t]! * level[t]!);
	const reference = ref === 'max' ? loudest : Math.max(amin, ref * ref);
	const floor = reference * 10 ** (-topDb / 10);
	const loud = (t: number) => Math.max(amin, level[t]! * level[t]!) > floor;
	let first = 0;
	while (first < level.length && !loud(first)) first++;
	if (first === level.length) return { samples: samples.subarray(0, 0), start: 0, end: 0 };
	let last = level.length - 1;
	while (!loud(last)) last--;
	const start = Math.max(0, first * hopLength - margin);
	const end = Math.min(samples.length, (last + 1) * hopLength + margin);
	return { samples: samples.subarray(start, end), start, end };
}
