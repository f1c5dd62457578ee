/**
 * Classic models against networks on the same speaker folds, with one command:
 *
 *   node benchmarks/run.mjs classic-vs-deep
 *
 * --corpus  default ravdess,emodb. Found in SER_CORPORA or ../shared/corpora
 * --models  of forest-tutorial180,svm-tutorial180,logistic-tutorial180,forest,svm,logistic,cnn,lstm,cnn-lstm,transformer,
 *           bilstm,cnn1d (default: all but the last two)
 * --folds   default speaker:5, or loso where there are fewer than ten speakers
 * --epochs  of the networks, default their own        --seed  default 1
 *
 * Finished folds and unfinished trainings are kept in benchmarks/node_modules/.cache: run it again to go on.
 * Two runs with different --models may go at the same time. Writes benchmarks/results/classic-vs-deep.{json,md} and
 * one SVG a corpus.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { splitFromSpec } from '@ser/datasets';
import { readCorpus } from '@ser/datasets/node';
import { corpusFeatures } from './classic-vs-deep/features.js';
import { mixtureOf, mixtures } from './classic-vs-deep/mixture.js';
import { contenders } from './classic-vs-deep/models.js';
import { type CorpusReport, rowOf, writeReport } from './classic-vs-deep/report.js';
import { type FoldResult, foldFile, runFold } from './classic-vs-deep/run-fold.js';

const { values } = parseArgs({
	options: {
		corpus: { type: 'string', default: 'ravdess,emodb' },
		models: {
			type: 'string',
			default: contenders
				.slice(0, -2)
				.map(({ name }) => name)
				.join(','),
		},
		folds: { type: 'string' },
		epochs: { type: 'string' },
		seed: { type: 'string', default: '1' },
	},
});
// The bundle lies in benchmarks/node_modules/.cache.
const benchmarks = fileURLToPath(new URL('../../', import.meta.url));
const corporaFolder = process.env.SER_CORPORA ?? join(benchmarks, '../../shared/corpora');
const seed = Number(values.seed);
const epochs = values.epochs === undefined ? undefined : Number(values.epochs);
const wanted = values.models.split(',').map((name) => {
	const contender = contenders.find((one) => one.name === name);
	if (!contender)
		throw new Error(`--models: unknown model ${name}, known: ${contenders.map((one) => one.name).join(', ')}`);
	return contender;
});

for (const name of values.corpus.split(',')) {
	const path = join(corporaFolder, name);
	if (!existsSync(path)) {
		console.error(`${name} skipped: there is no ${path}`);
		continue;
	}
	await compare(name, path);
}

async function compare(name: string, path: string): Promise<void> {
	const { clips } = await readCorpus(path);
	const speakers = new Set(clips.map(({ speaker }) => speaker)).size;
	const split = splitFromSpec(values.folds ?? (speakers < 10 ? 'loso' : 'speaker:5'), clips);
	const cache = join(benchmarks, 'node_modules/.cache/classic-vs-deep', name);
	const folder = join(cache, split.protocol.replace(':', ''));
	for (const contender of wanted) {
		const features = await corpusFeatures(clips, contender.features, join(cache, 'features'));
		for (const fold of split.folds) {
			const result = await runFold({
				contender,
				clips,
				features,
				fold,
				seed,
				epochs: contender.deep ? epochs : undefined,
				folder,
			});
			const right = result.judgements.filter(({ truth, predicted }) => truth === predicted).length;
			console.error(
				`${name} ${contender.name} fold ${fold.name}: accuracy ${(right / result.judgements.length).toFixed(3)}, fit ${result.fitCpuSeconds.toFixed(0)} s CPU`,
			);
			await report();
		}
	}
	await report();

	/** From every fold that is finished, whoever ran it. */
	async function report(): Promise<void> {
		const rows: CorpusReport['rows'] = [];
		const finished = new Map<string, Map<string, FoldResult>>();
		for (const contender of contenders) {
			const results = new Map<string, FoldResult>();
			for (const fold of split.folds) {
				const file = foldFile(folder, contender.name, fold.name, seed, contender.deep ? epochs : undefined);
				if (existsSync(file)) results.set(fold.name, JSON.parse(await readFile(file, 'utf8')));
			}
			finished.set(contender.name, results);
			if (results.size > 0) rows.push(rowOf(contender.name, contender.features, [...results.values()], split.protocol));
		}
		for (const names of mixtures) {
			const results = split.folds.flatMap((fold) => {
				const parts = names.flatMap((part) => finished.get(part)!.get(fold.name) ?? []);
				return parts.length === names.length ? [mixtureOf(parts)] : [];
			});
			if (results.length > 0) rows.push(rowOf(names.join(' + '), 'rich, logmel', results, split.protocol));
		}
		if (rows.length === 0) return;
		await writeReport(
			{
				corpus: name,
				protocol: split.protocol,
				description: split.description,
				clips: clips.length,
				speakers,
				classes: [...new Set(clips.map(({ emotion }) => emotion))].sort(),
				foldsInAll: split.folds.length,
				rows,
			},
			join(benchmarks, 'results'),
		);
	}
}
