import { checkInteger, checkOneOf, checkOption } from '../check.js';
import type { PadMode } from '../stft/framing.js';

/** What YIN and pYIN share; names and defaults are librosa's. */
export interface PitchOptions {
	/** Hz, default 22050 */
	sampleRate?: number;
	/** lowest pitch, Hz; a period of it must fit into a frame; default C2 (65.41) */
	fMin?: number;
	/** highest pitch, Hz, ≤ sampleRate / 2; default C7 (2093.0) */
	fMax?: number;
	/** samples, default 2048 */
	frameLength?: number;
	/** samples, default frameLength / 4 */
	hopLength?: number;
	/** frame t centred at t × hopLength, default true */
	center?: boolean;
	/** what lies beyond the ends, default 'constant' */
	padMode?: PadMode;
}

export interface ResolvedPitch extends Required<PitchOptions> {
	/** samples */
	minPeriod: number;
	/** samples */
	maxPeriod: number;
}

/** @throws {SerError} PARAMETER */
export function resolvePitch(options: PitchOptions): ResolvedPitch {
	const {
		sampleRate = 22050,
		fMin = 65.40639132514966,
		frameLength = 2048,
		center = true,
		padMode = 'constant',
	} = options;
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	const fMax = options.fMax ?? Math.min(2093.004522404789, sampleRate / 2);
	checkInteger('frameLength', frameLength, 4);
	const hopLength = options.hopLength ?? Math.floor(frameLength / 4);
	checkInteger('hopLength', hopLength);
	checkOption(fMin > 0, 'fMin', '> 0', fMin);
	checkOption(fMax > fMin, 'fMax', `> fMin (${fMin})`, fMax);
	checkOption(fMax <= sampleRate / 2, 'fMax', `≤ sampleRate / 2 (${sampleRate / 2})`, fMax);
	checkOption(
		sampleRate / fMin < frameLength - 1,
		'frameLength',
		`> a period of fMin (${sampleRate / fMin}) + 1`,
		frameLength,
	);
	checkOneOf('padMode', padMode, ['constant', 'reflect', 'edge']);
	const minPeriod = Math.floor(sampleRate / fMax);
	const maxPeriod = Math.min(Math.ceil(sampleRate / fMin), frameLength - 1);
	return { sampleRate, fMin, fMax, frameLength, hopLength, center, padMode, minPeriod, maxPeriod };
}
