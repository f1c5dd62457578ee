import { checkOption, checkSamples } from '../check.js';
import { rms } from '../time/rms.js';

export interface NormalizeLevelOptions {
	/** Hz, default 16000; sets the 25 ms frames in which the level is measured */
	sampleRate?: number;
	/** level of the active frames afterwards, dB below full scale, ≤ 0, default −26 */
	targetDb?: number;
	/** frames within this of the loudest are active, dB, default 25 */
	activeRangeDb?: number;
	/** highest sample afterwards, 0 … 1, default 1: the level stays lower where the target would clip */
	peak?: number;
}

/**
 * Brings speech to a common level, measured over its active frames only, so that pauses do not count.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns as many samples; silence stays silence
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 */
export function normalizeLevel(samples: Float32Array, options: NormalizeLevelOptions = {}): Float32Array {
	const { sampleRate = 16000, targetDb = -26, activeRangeDb = 25, peak = 1 } = options;
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	checkOption(targetDb <= 0, 'targetDb', '≤ 0', targetDb);
	checkOption(activeRangeDb > 0, 'activeRangeDb', '> 0', activeRangeDb);
	checkOption(peak > 0 && peak <= 1, 'peak', 'above 0, up to 1', peak);
	checkSamples(samples);
	const frameLength = Math.max(1, Math.round(sampleRate / 40));
	const level = rms(samples, { frameLength, hopLength: Math.max(1, Math.round(sampleRate / 100)) }).data;
	let loudest = 0;
	for (let t = 0; t < level.length; t++) loudest = Math.max(loudest, level[t]!);
	if (loudest === 0) return samples.slice();
	const floor = loudest * 10 ** (-activeRangeDb / 20);
	let energy = 0;
	let count = 0;
	for (let t = 0; t < level.length; t++) {
		if (level[t]! < floor) continue;
		energy += level[t]! * level[t]!;
		count++;
	}
	let highest = 0;
	for (let i = 0; i < samples.length; i++) highest = Math.max(highest, Math.abs(samples[i]!));
	const gain = Math.min(10 ** (targetDb / 20) / Math.sqrt(energy / count), peak / highest);
	return samples.map((x) => x * gain);
}
