import { packArray, unpackArray } from '@ser/core';
import type { AdamWState } from '@ser/tfjs-wasm-train';
import type { HistoryEntry, Weights } from '../types.js';

/** All that the rest of a training depends on, between two epochs. */
export interface TrainingState {
	/** epochs done */
	epoch: number;
	weights: Weights;
	optimizer: AdamWState;
	/** factor on the learning rate: 1, or less after the loss was not finite */
	rateScale: number;
	/** running mean of the weights, from the middle of the training (or of its present cycle) on */
	average?: Weights;
	/** weights at the ends of the cycles that are over */
	snapshots: Weights[];
	/** with early stopping: the weights of the best epoch so far */
	best?: { epoch: number; uar: number; loss: number; weights: Weights };
	history: HistoryEntry[];
}

export function copyState(state: TrainingState): TrainingState {
	// Only the average, the snapshots and the history are added to in place.
	return {
		...state,
		average: state.average?.slice(),
		snapshots: [...state.snapshots],
		history: [...state.history],
	};
}

/** Plain JSON data of anything made of objects, arrays and Float32Arrays. */
export function packState(value: unknown): unknown {
	if (value instanceof Float32Array) return packArray(value);
	if (Array.isArray(value)) return value.map(packState);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, packState(inner)]));
}

/** @throws {SerError} FORMAT when an array is damaged */
export function unpackState(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(unpackState);
	if (value === null || typeof value !== 'object') return value;
	if ('$array' in value) return unpackArray(value);
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unpackState(inner)]));
}
