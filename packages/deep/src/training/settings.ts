import { SerError } from '@ser/core';
import type { DeepOptions } from '../types.js';

/** The options of a training that are numbers, checked and filled in. */
export type TrainSettings = Required<
	Pick<
		DeepOptions,
		| 'batchSize'
		| 'learningRate'
		| 'weightDecay'
		| 'clipNorm'
		| 'labelSmoothing'
		| 'mixup'
		| 'classWeightPower'
		| 'averaging'
		| 'dropout'
		| 'ensemble'
	>
>;

const defaults: TrainSettings = {
	batchSize: 32,
	learningRate: 2e-3,
	weightDecay: 0.02,
	clipNorm: 5,
	labelSmoothing: 0.1,
	mixup: 0.2,
	classWeightPower: 0.5,
	averaging: 0.99,
	dropout: 0.3,
	ensemble: 1,
};

type Rule = { least: number; most: number; whole?: true; open?: true };

const rules: Record<keyof TrainSettings | 'epochs' | 'cropFrames' | 'windowFrames', Rule> = {
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
	const settings = { ...defaults };
	for (const name of Object.keys(defaults) as (keyof TrainSettings)[]) settings[name] = options[name] ?? defaults[name];
	return settings;
}

/**
 * Epochs when none are asked for: about 1400 steps, which is 45 epochs of RAVDESS and where its score levels off,
 * at most 50 epochs so that a few hundred clips take about a minute, at least 15 for large corpora.
 */
export function defaultEpochs(clips: number, batchSize: number): number {
	const steps = stepsPerEpoch(clips, batchSize);
	return Math.min(50, Math.max(15, Math.round(1400 / steps)));
}

/** Batches of nearly equal size, so that none is too small for batch norm. */
export function stepsPerEpoch(clips: number, batchSize: number): number {
	return Math.max(1, Math.round(clips / batchSize));
}
