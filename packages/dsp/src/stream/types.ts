import type { Matrix } from '@ser/core';
import type { MfccOptions } from '../mel/mfcc.js';

/**
 * What can be streamed. `mel` power, `logMel` dB, `pcen` of mel magnitudes · 2³¹, `onset` the rise of logMel since the frame
 * before, `poly` a line through the spectrum, `f0` by YIN.
 */
export const streamFeatureNames = [
	'mel',
	'logMel',
	'pcen',
	'onset',
	'mfcc',
	'chroma',
	'tonnetz',
	'centroid',
	'bandwidth',
	'rolloff',
	'flatness',
	'contrast',
	'poly',
	'zcr',
	'rms',
	'f0',
] as const;

export type StreamFeatureName = (typeof streamFeatureNames)[number];

export interface StreamingOptions extends Omit<MfccOptions, 'power' | 'topDb' | 'padMode'> {
	/** which features, in which order */
	features: readonly StreamFeatureName[];
	/** of chroma, in fractions of a bin; it cannot be estimated from what is still to come; default 0 */
	tuning?: number;
	/** default 0.85 */
	rollPercent?: number;
	/** lowest and highest pitch, Hz, default 65.41 and 2093 (at most sampleRate / 2) */
	pitchRange?: readonly [number, number];
	/** of YIN, default 0.1 */
	troughThreshold?: number;
}

/** Frame features from chunks of any size. */
export interface StreamingFeatures {
	/** one a column */
	readonly names: readonly string[];
	readonly cols: number;
	/** seconds from row to row */
	readonly hopSeconds: number;
	/** @returns the frames that this chunk finished, possibly none: frames × cols */
	push(chunk: Float32Array): Matrix;
	/**
	 * The same without garbage: `onFrame` gets each finished frame in one array that is used again for the next.
	 *
	 * @throws {SerError} INPUT for a NaN or infinite sample
	 */
	process(chunk: Float32Array, onFrame: (frame: Float32Array, index: number) => void): void;
	/** Ends the signal: the frames that reach beyond its end. Then the stream is as new. */
	flush(): Matrix;
	/** Forgets everything pushed. */
	reset(): void;
}
