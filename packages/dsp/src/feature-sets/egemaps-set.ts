import { createMatrix } from '@ser/core';
import { egemaps } from '../voice/egemaps.js';
import { egemapsNames } from '../voice/egemaps-names.js';
import type { FeatureSet } from './types.js';

/** The 88 functionals of eGeMAPS v02 at 16 kHz, see `egemaps`. */
export function createEgemaps(): FeatureSet {
	const sampleRate = 16000;
	return {
		name: 'egemaps',
		sampleRate,
		kind: 'vector',
		names: egemapsNames,
		version: 'egemaps/3',
		extract: (samples) => createMatrix(1, egemapsNames.length, egemaps(samples, { sampleRate }).values),
	};
}
