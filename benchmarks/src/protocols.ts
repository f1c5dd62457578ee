/**
 * The same features and models under three protocols: unheard speakers, unheard speakers on their own scale, and a
 * random split (LEAKY), for each real corpus; then what 1, 3 and 10 enrolment clips of a new speaker buy, and the
 * corpora against each other.
 *
 *     node benchmarks/run.mjs protocols [--only table|enrolment|cross] > benchmarks/results/protocols.md
 *
 * Needs the corpora (SER_CORPORA or ../shared/corpora) and built packages.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunMetrics } from '@ser/metrics';
import { defaultCacheDir, parseExperiment, runCross, trainRun } from '@ser/pipeline/node';

const root = resolve(process.env.SER_CORPORA ?? '../shared/corpora');
const corpora = ['ravdess', 'tess', 'emodb', 'emovo'];
const folds: Record<string, string> = { ravdess: 'speaker:5', tess: 'loso', emodb: 'loso', emovo: 'loso' };
const recipes = [
	{ features: 'tutorial180', model: 'svm' },
	{ features: 'rich', model: 'logistic' },
];
const only = process.argv[process.argv.indexOf('--only') + 1];
const wanted = (part: string) => !process.argv.includes('--only') || only === part;

if (!existsSync(root)) {
	console.error(`no corpora at ${root}: set SER_CORPORA`);
	process.exit(2);
}
const out = mkdtempSync(join(tmpdir(), 'ser-protocols-'));
const points = (value: number) => value.toFixed(3).replace(/^0/, '');
const cell = ({ uar, uarInterval: [low, high] }: Pick<RunMetrics, 'uar' | 'uarInterval'>) =>
	`${points(uar)} (${points(low)}–${points(high)})`;

async function judged(corpus: string, options: Record<string, unknown>): Promise<RunMetrics> {
	const started = performance.now();
	const { metrics } = await trainRun([join(root, corpus)], {
		cacheDir: defaultCacheDir(),
		folds: folds[corpus],
		...options,
		out: join(out, `${corpus}-${Object.values(options).join('-')}`.replaceAll(':', '')),
	});
	console.error(
		`${corpus} ${JSON.stringify(options)}: ${points(metrics.uar)}, ${((performance.now() - started) / 1000).toFixed(0)} s`,
	);
	return metrics;
}

if (wanted('table')) {
	console.log(
		'| corpus | features, model | unheard speakers | each speaker’s own scale (transductive) | random split, LEAKY |',
	);
	console.log('|---|---|---|---|---|');
	for (const corpus of corpora) {
		for (const recipe of recipes) {
			const honest = await judged(corpus, recipe);
			const scaled = await judged(corpus, { ...recipe, normalize: 'speaker' });
			const leaky = await judged(corpus, { ...recipe, folds: 'random:5', allowLeakage: true });
			console.log(
				`| ${corpus}, ${folds[corpus]} | ${recipe.features}, ${recipe.model} | ${cell(honest)} | ${cell(scaled)} | ${cell(leaky)} |`,
			);
		}
	}
}
if (wanted('enrolment')) {
	console.log('\n| enrolment clips of a new speaker (RAVDESS, rich, logistic) | UAR |\n|---|---|');
	const recipe = { features: 'rich', model: 'logistic' };
	for (const clips of [0, 1, 3, 10, 'all']) {
		const normalize = clips === 0 ? 'train' : clips === 'all' ? 'speaker' : `speaker:${clips}`;
		console.log(`| ${clips} | ${cell(await judged('ravdess', { ...recipe, normalize }))} |`);
	}
}
if (wanted('cross')) {
	const text = JSON.stringify({ cross: corpora.map((corpus) => join(root, corpus)), out: join(out, 'cross') });
	const results = await runCross(parseExperiment(text, 'cross') as Parameters<typeof runCross>[0], {
		cacheDir: defaultCacheDir(),
		onRun: (name) => console.error(`cross: ${name}`),
	});
	console.log(
		'\n| trained on | judged on | scale of the judged corpus | UAR | chance | emotions | clips |\n|---|---|---|---|---|---|---|',
	);
	for (const one of results) {
		console.log(
			`| ${one.train} | ${one.test} | ${one.normalize} | ${cell(one)} | ${points(one.chance)} | ${one.emotions.length} | ${one.clips} |`,
		);
	}
}
rmSync(out, { recursive: true });
