import { type Classifier, createRandom, type FitOptions, type Matrix, SerError, takeRows } from '@ser/core';
import { innerFolds } from './inner-folds.js';
import { requireWhole } from './option-range.js';
import { type Scoring, scorePredictions } from './score-predictions.js';
import { createStandardScaler, type StandardScaler } from './standard-scaler.js';

export interface GridSearchOptions<Settings extends object> {
	/** makes an unfitted classifier from one point of the grid */
	build: (settings: Settings) => Classifier;
	/** values to try of each option; all combinations are tried, in this order */
	grid: { [Name in keyof Settings]: readonly Settings[Name][] };
	/** clips × features */
	x: Matrix;
	/** one label per clip */
	y: readonly string[];
	/** one group (speaker) per clip: no group then stands on both sides of an inner fold */
	groups?: readonly string[];
	/** inner folds, ≥ 2, default 5; at most as many as there are groups */
	folds?: number;
	/** default `uar` */
	scoring?: Scoring;
	/** standardise features by the training side of each inner fold; `{ clip }` as in `createStandardScaler` */
	scale?: boolean | { clip?: number };
	/** one weight per clip */
	sampleWeight?: ArrayLike<number>;
	/** of the inner folds, default 1 */
	seed?: number | string;
	signal?: AbortSignal;
	onProgress?: FitOptions['onProgress'];
}

export interface GridSearchResult<Settings extends object> {
	/** the settings with the best mean score; the first of equals */
	best: Settings;
	bestScore: number;
	/** every point of the grid, in order */
	results: { settings: Settings; mean: number; sd: number; scores: number[] }[];
	/** fitted with the best settings on all clips */
	model: Classifier;
	/** the scaler of that model, when `scale` was asked for: apply it before predicting */
	scaler?: StandardScaler;
}

/**
 * Chooses settings by cross-validation inside the training clips, with groups kept together, and fits the best on all
 * of them. Give it the training side of an outer fold and judge the model on the other side (nested selection).
 *
 * @throws {SerError} DATASET when all clips have one group; PARAMETER for an empty grid or folds below 2
 * @example
 * const { model, best } = await gridSearch({
 *   build: (settings) => createSvm({ ...settings, probability: false }),
 *   grid: { C: [0.1, 1, 10] }, x, y, groups: speakers, folds: 5,
 * });
 */
export async function gridSearch<Settings extends object>(
	options: GridSearchOptions<Settings>,
): Promise<GridSearchResult<Settings>> {
	const { build, grid, x, y, groups, folds = 5, scoring = 'uar', scale = false, sampleWeight, seed = 1 } = options;
	const { signal, onProgress } = options;
	requireWhole('folds', folds, 2);
	if (y.length !== x.rows || (groups && groups.length !== x.rows)) {
		throw new SerError('INPUT', `grid search: needs one label and one group per clip (${x.rows}), got ${y.length}`);
	}
	const points = combinations(grid);
	if (points.length === 0) throw new SerError('PARAMETER', 'grid: needs at least one value of each option, got none');
	const groupCount = groups ? new Set(groups).size : x.rows;
	if (groupCount < 2) throw new SerError('DATASET', 'grid search: needs at least two groups (speakers), got one');
	const count = Math.min(folds, groupCount);
	const foldOf = innerFolds(x.rows, count, groups, createRandom(`${seed}/grid-search`));
	const parts = Array.from({ length: count }, (_, fold) => {
		const train: number[] = [];
		const test: number[] = [];
		foldOf.forEach((own, i) => {
			(own === fold ? test : train).push(i);
		});
		return { train, test, ...scaled(x, train, test, scale) };
	});
	const fitOptions = (clips: readonly number[]): FitOptions => ({
		signal,
		groups: groups && clips.map((i) => groups[i]),
		sampleWeight: sampleWeight && clips.map((i) => sampleWeight[i]),
	});
	const results: GridSearchResult<Settings>['results'] = [];
	for (const settings of points) {
		const scores: number[] = [];
		for (const { train, test, trainX, testX } of parts) {
			const model = build(settings);
			await model.fit(
				trainX,
				train.map((i) => y[i]),
				fitOptions(train),
			);
			scores.push(
				scorePredictions(
					test.map((i) => y[i]),
					await model.predict(testX),
					scoring,
				),
			);
			onProgress?.({ done: results.length * count + scores.length, total: points.length * count, unit: 'fit' });
		}
		const mean = scores.reduce((sum, value) => sum + value, 0) / count;
		const sd = Math.sqrt(scores.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
		results.push({ settings, mean, sd, scores });
	}
	const best = results.reduce((leader, result) => (result.mean > leader.mean ? result : leader));
	const all = Array.from(y, (_, i) => i);
	const { trainX, scaler } = scaled(x, all, [], scale);
	const model = await build(best.settings).fit(trainX, y, fitOptions(all));
	return { best: best.settings, bestScore: best.mean, results, model, scaler };
}

function scaled(x: Matrix, train: readonly number[], test: readonly number[], scale: boolean | { clip?: number }) {
	const trainX = takeRows(x, train);
	const testX = takeRows(x, test);
	if (scale === false) return { trainX, testX, scaler: undefined };
	const scaler = createStandardScaler(scale === true ? {} : scale).fit(trainX);
	return { trainX: scaler.transform(trainX), testX: scaler.transform(testX), scaler };
}

function combinations<Settings extends object>(grid: GridSearchOptions<Settings>['grid']): Settings[] {
	let points: Partial<Settings>[] = [{}];
	for (const [name, values] of Object.entries(grid) as [string, readonly unknown[]][]) {
		points = points.flatMap((point) => values.map((value) => ({ ...point, [name]: value })));
	}
	return points as Settings[];
}
