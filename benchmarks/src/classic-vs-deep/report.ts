import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Interval, judge } from '@ser/metrics';
import { uarPlot } from '@ser/viz';
// Not '@ser/viz/node': that brings a native PNG renderer, which cannot be bundled.
import { createDocument } from '../../../packages/viz/src/node/with-document.js';
import type { FoldResult } from './run-fold.js';

/** One line of the table. */
export interface Row {
	model: string;
	features: string;
	uar: number;
	uarInterval: Interval;
	accuracy: number;
	macroF1: number;
	folds: { name: string; uar: number }[];
	/** means over folds */
	fitCpuSeconds: number;
	fitWallSeconds: number;
	predictMsPerClip: number;
	/** of the stored model */
	bytes: number;
	parameters?: number;
	epochs?: number;
}

export interface CorpusReport {
	corpus: string;
	protocol: string;
	description: string;
	clips: number;
	speakers: number;
	classes: string[];
	foldsInAll: number;
	rows: Row[];
}

export function rowOf(model: string, features: string, results: FoldResult[], protocol: string): Row {
	const { classes } = results[0]!;
	const metrics = judge(
		results.flatMap(({ judgements }) => judgements),
		{ classes, protocol, leaky: false },
	);
	const mean = (value: (result: FoldResult) => number) =>
		results.reduce((sum, r) => sum + value(r), 0) / results.length;
	return {
		model,
		features,
		uar: metrics.uar,
		uarInterval: metrics.uarInterval,
		accuracy: metrics.accuracy,
		macroF1: metrics.macroF1,
		folds: metrics.folds.map(({ name, uar }) => ({ name, uar })),
		fitCpuSeconds: mean((r) => r.fitCpuSeconds),
		fitWallSeconds: mean((r) => r.fitWallSeconds),
		predictMsPerClip: mean((r) => r.predictMsPerClip),
		bytes: mean((r) => r.bytes),
		parameters: results[0]!.parameters,
		epochs: results[0]!.epochs,
	};
}

/** Puts a corpus's report into `classic-vs-deep.json` and writes the tables and plots of all corpora in it anew. */
export async function writeReport(report: CorpusReport, folder: string): Promise<void> {
	const path = join(folder, 'classic-vs-deep.json');
	await mkdir(folder, { recursive: true });
	const before = existsSync(path)
		? (JSON.parse(await readFile(path, 'utf8')) as { corpora: CorpusReport[] })
		: { corpora: [] };
	const corpora = [...before.corpora.filter(({ corpus }) => corpus !== report.corpus), report];
	corpora.sort((a, b) => b.clips - a.clips);
	await writeFile(
		path,
		`${JSON.stringify({ command: 'node benchmarks/run.mjs classic-vs-deep', corpora }, null, '\t')}\n`,
	);
	await writeFile(join(folder, 'classic-vs-deep.md'), `${corpora.map(tableOf).join('\n\n')}\n`);
	const picture = uarPlot(
		report.rows.map(({ model, features, uar, uarInterval }) => ({
			name: `${model} (${features})`,
			uar,
			interval: uarInterval,
		})),
		{
			chance: 1 / report.classes.length,
			title: `UAR on ${report.corpus}, ${report.protocol}`,
			document: createDocument(),
		},
	);
	await writeFile(join(folder, `classic-vs-deep-${report.corpus}.svg`), `${picture.svg}\n`);
}

function tableOf({ corpus, description, clips, speakers, classes, foldsInAll, rows }: CorpusReport): string {
	const ranked = [...rows].sort((a, b) => b.uar - a.uar);
	const number = (value: number, digits: number) => value.toFixed(digits).replace(/^0\./, '.');
	const lines = ranked.map((row) => {
		const model = row.model.replace(`-${row.features}`, '');
		const done = row.folds.length < foldsInAll ? ` (${row.folds.length} of ${foldsInAll} folds)` : '';
		const cells = [
			model + done,
			row.features,
			number(row.uar, 3),
			row.uarInterval.map((end) => number(end, 3)).join('–'),
			row.folds.map(({ uar }) => number(uar, 2)).join(' '),
			row.epochs ?? '–',
			row.fitCpuSeconds.toFixed(0),
			row.fitWallSeconds.toFixed(0),
			row.predictMsPerClip.toFixed(2),
			(row.bytes / 1000).toFixed(0),
			row.parameters?.toLocaleString('en') ?? '–',
		];
		return `| ${cells.join(' | ')} |`;
	});
	return [
		`## ${corpus}`,
		'',
		`${clips} clips, ${speakers} speakers, ${classes.length} classes (chance ${number(1 / classes.length, 3)}); ${description}.`,
		'One seed. The interval is 95 %, from resampling speakers. Times are means over folds; other jobs ran on the same',
		'two cores, so trust processor time. Prediction is the model alone, without features. Size is the stored JSON.',
		'Names joined by + are the mean of their probabilities (`ser train --model logistic+cnn`).',
		'',
		'| model | features | UAR | 95 % | by fold | epochs | fit, CPU s a fold | wall s | predict, CPU ms a clip | kB | weights |',
		'|---|---|---|---|---|---|---|---|---|---|---|',
		...lines,
	].join('\n');
}
