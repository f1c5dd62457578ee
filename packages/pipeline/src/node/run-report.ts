import { basename, join, relative, resolve } from 'node:path';
import { type Matrix, takeRows } from '@ser/core';
import { anovaF, type RunPair } from '@ser/metrics';
import type { ReportRun } from '@ser/viz';
import { reportHtml } from '@ser/viz/node';
import { classifierInput, type FeatureTable } from '../feature-table.js';
import type { ClipInfo } from './clip-info.js';
import { relativeTo } from './relative-to.js';
import type { Run } from './run-folder.js';
import { writeFileAtomic } from './write-file-atomic.js';

/** What a report can show beyond the run folder, while it is at hand. */
export interface ReportExtras {
	/** pictures of clips, by `Judgement.path` */
	pictures?: ReportRun['clips'];
	features?: ReportRun['features'];
	/** replaces the links to the recordings, e.g. by embedded sound */
	audio?: ReportRun['audio'];
	compare?: ReportRun['compare'];
}

/** A run as the report page wants it. */
export function reportRunOf(run: Run, reportDir: string, extras: ReportExtras = {}): ReportRun {
	const { config, metrics, judgements, history } = run;
	const { protocol } = config;
	return {
		name: basename(resolve(run.dir)),
		metrics,
		judgements,
		config: { ...config },
		command: config.command,
		leakCheck: {
			sentence: protocol.leaky ? `LEAKY: ${protocol.description}` : protocol.description,
			leaks: protocol.leaks,
		},
		notes: [...config.corpora.flatMap(({ notes }) => notes), ...protocol.remarks],
		history: history.map(({ fold, epoch, loss, accuracy, valLoss, valAccuracy }) => ({
			fold,
			epoch,
			loss,
			accuracy: accuracy as number | undefined,
			valLoss: valLoss as number | undefined,
			valAccuracy: valAccuracy as number | undefined,
		})),
		clips: extras.pictures,
		features: extras.features,
		compare: extras.compare,
		audio: extras.audio ?? ((path) => audioLink(run, reportDir, path)),
	};
}

/** Writes `report.html` of one run, or of several side by side. */
export async function writeReport(file: string, runs: readonly ReportRun[]): Promise<void> {
	await writeFileAtomic(file, reportHtml([...runs]));
}

/** What paired tests say of one run, as the report shows it. */
export const comparisonsOf = (name: string, pairs: readonly RunPair[]): NonNullable<ReportRun['compare']> =>
	pairs
		.filter(({ a, b }) => a === name || b === name)
		.map(({ a, b, difference, interval: [low, high], p, pCorrected }) => {
			const first = a === name;
			return {
				against: first ? b : a,
				test: 'paired bootstrap over speakers',
				difference: first ? difference : -difference,
				interval: first ? [low, high] : [-high, -low],
				p,
				pCorrected,
				correction: 'Holm',
			};
		});

/** Where a recording of a run stands on this machine. */
export function recordingOf({ config }: Pick<Run, 'config'>, path: string): string {
	const [, number, inside] = /^(\d+)\/(.*)$/s.exec(path) ?? [];
	if (config.corpora.length > 1 && number) return join(config.corpora[Number(number) - 1]?.dir ?? '', inside!);
	return join(config.corpora[0]?.dir ?? '', path);
}

function audioLink(run: Run, reportDir: string, path: string): string {
	const link = relative(resolve(reportDir), recordingOf(run, path)).split('\\').join('/');
	return link.split('/').map(encodeURIComponent).join('/');
}

/** The clips' pictures by the paths that the judgements use. */
export function picturesOf(
	sources: readonly { dir: string }[],
	clips: readonly { path: string }[],
	infos: readonly ClipInfo[],
): NonNullable<ReportRun['clips']> {
	return Object.fromEntries(clips.map(({ path }, i) => [relativeTo(sources, path), infos[i]!.picture]));
}

/** How many columns the feature section gets: those that tell the emotions apart best. */
const SHOWN_FEATURES = 60;

/**
 * The features that differ most between emotions, for the report's feature analysis; undefined for frame features.
 *
 * @param table a vector table; rows behind the labels (augmented copies) are left out
 */
export function reportFeatures(table: FeatureTable, labels: readonly string[]): ReportRun['features'] {
	if (table.kind !== 'vector') return undefined;
	const x = classifierInput(table, [...labels.keys()]) as Matrix;
	const f = Array.from(anovaF(x, labels).f, (value) => (Number.isFinite(value) ? value : 0));
	const order = f
		.map((_, i) => i)
		.sort((a, b) => f[b]! - f[a]!)
		.slice(0, SHOWN_FEATURES);
	const columns = takeRows(transpose(x), order);
	return {
		names: order.map((i) => table.names[i]!),
		values: transpose(columns),
		labels: [...labels],
		importance: order.map((i) => f[i]!),
	};
}

function transpose({ data, rows, cols }: Matrix): Matrix {
	const turned = new Float32Array(data.length);
	for (let r = 0; r < rows; r++) for (let c = 0; c < cols; c++) turned[c * rows + r] = data[r * cols + c]!;
	return { data: turned, rows: cols, cols: rows };
}
