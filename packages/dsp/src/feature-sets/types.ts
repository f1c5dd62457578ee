import type { Matrix } from '@ser/core';

/** A named recipe from samples to features. */
export interface FeatureSet {
	readonly name: string;
	/** Hz that the samples must have; resample before */
	readonly sampleRate: number;
	/** 'vector': one row a clip; 'frames': one row a frame */
	readonly kind: 'vector' | 'frames';
	/** one a column */
	readonly names: readonly string[];
	/** changes whenever the numbers change: part of a cache key */
	readonly version: string;
	/** seconds from row to row, for kind 'frames' */
	readonly hopSeconds?: number;
	/**
	 * @param samples mono signal at `sampleRate`, any length ≥ 1
	 * @returns 1 × names.length, or frames × names.length; always finite
	 * @throws {SerError} INPUT for an empty or non-finite signal
	 */
	extract(samples: Float32Array): Matrix;
}

/** What a caller may change in a feature set. */
export interface FeatureSetOptions {
	/** Hz; sets with a recipe of their own keep to it and refuse another, `mfcc` takes any; default the set's */
	sampleRate?: number;
	/** coefficients of `mfcc`, default 13 */
	nMfcc?: number;
}
