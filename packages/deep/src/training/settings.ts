import { SerError } from '@ser/core';
import type { DeepOptions } from '../types.js';

/** The options of a training that are numbers, checked and filled in. */
export type TrainSettings = Required<
	Pick<
		DeepOptions,
		| 'learningRate'
		| 'weightDecay'
		| 'clipNorm'
		| 'labelSmoothing'
		| 'mixup'
		| 'classWeightPower'
		| 'averaging'
		| 'dropout'
		| 'ensemble'
		| 'snapshots'
	>
>;

const defaults: TrainSettings = {
	learningRate: 2e-3,
	weightDecay: 0.02,
	clipNorm: 5,
	labelSmoothing: 0.1,
	mixup: 0.2,
	classWeightPower: 0.5,
	averaging: 0.99,
	dropout: 0.3,
	ensemble: 1,
	snapshots: 1,
};

type Rule = { least: number; most: number; whole?: true; open?: true };

const rules: Record<keyof TrainSettings | 'batchSize' | 'epochs' | 'cropFrames' | 'windowFrames', Rule> = {
	batchSize: { least: 1, most: 4096, whole: true },
	learningRate: { least: 0, most: 1, open: true },
	weightDecay: { least: 0, most: 1 },
	clipNorm: { least: 0, most: 1e9, open: true },
	labelSmoothing: { least: 0, most: 0.99 },
	mixup: { least: 0, most: 100 },
	classWeightPower: { least: 0, most: 1 },
	averaging: { least: 0, most: 0.999999 },
	dropout: { least: 0, most: 0.99 },
	ensemble: { least: 1, most: 20, whole: true },
	snapshots: { least: 1, most: 20, whole: true },
	epochs: { least: 1, most: 100_000, whole: true },
	cropFrames: { least: 16, most: 100_000, whole: true },
	windowFrames: { least: 16, most: 100_000, whole: true },
};

/** @throws {SerError} PARAMETER for an option out of range */
export function trainSettings(options: DeepOptions): TrainSettings {
	for (const [name, rule] of Object.entries(rules) as [keyof typeof rules, Rule][]) {
		const value = options[name];
		if (value === undefined) continue;
		const inside = rule.open ? value > rule.least && value <= rule.most : value >= rule.least && value <= rule.most;
		if (!inside || (rule.whole && !Number.isInteger(value))) {
			const kind = rule.whole ? 'a whole number in ' : rule.open ? 'above ' : 'in ';
			throw new SerError('PARAMETER', `${name} must be ${kind}${rule.least}…${rule.most}, got ${value}`);
		}
	}
	if ((options.snapshots ?? 1) > 1 && options.earlyStopping) {
		throw new SerError('PARAMETER', 'snapshots and earlyStopping exclude each other: a snapshot ends a whole cycle');
	}
	const settings = { ...defaults };
	for (const name of Object.keys(defaults) as (keyof TrainSettings)[]) settings[name] = options[name] ?? defaults[name];
	return settings;
}

/** Clips a step when nothing is said: 32, or 16 for a few hundred clips, which then get enough steps. */
export function defaultBatchSize(clips: number): number {
	return clips < 400 ? 16 : 32;
}

/**
 * Epochs when nothing is said: 70 for the 960 training clips of a RAVDESS fold (there the CNN scored UAR .650, and .611
 * with 45); fewer for a few hundred clips (31 for 224), so that a first run takes half a minute a fold;
 * about 2100 steps, but at least 15 epochs, for large corpora.
 */
export function defaultEpochs(clips: number, batchSize = defaultBatchSize(clips)): number {
	const enough = Math.max(15, 2100 / stepsPerEpoch(clips, batchSize));
	return Math.max(1, Math.round(Math.min(Math.max(8 * clips ** 0.25, 1.5 * clips ** 0.56), enough)));
}

/** Batches of nearly equal size, so that none is too small for batch norm. */
export function stepsPerEpoch(clips: number, batchSize: number): number {
	return Math.max(1, Math.round(clips / batchSize));
}
