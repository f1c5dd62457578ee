import { type ClipInfo, extractClips, openCorpora } from '@ser/pipeline/node';
import type { Command } from 'commander';
import { withProgress } from '../progress-view.js';
import { textTable } from '../text-table.js';
import {
	addCorpusOptions,
	addWorkOptions,
	type CorpusFlags,
	cacheDirOf,
	corpusOptionsOf,
	type WorkFlags,
} from './options.js';

export function addInspect(program: Command, signal: AbortSignal): void {
	const command = program
		.command('inspect')
		.description('say what a folder holds: corpus, emotions, speakers, durations, formats, trouble')
		.argument('<dir...>', 'folders of recordings, a manifest (csv, tsv), or the word synthetic');
	addWorkOptions(addCorpusOptions(command))
		.addHelpText('after', '\nExamples:\n  ser inspect ~/RAVDESS\n  ser inspect ~/EmoDB --json')
		.action(async (dirs: string[], flags: CorpusFlags & WorkFlags) => {
			const report = await withProgress(
				['features'],
				async (onProgress) => {
					const { corpus } = await openCorpora(dirs, corpusOptionsOf(flags));
					const infos: ClipInfo[] = [];
					const refused: { path: string; reason: string }[] = [];
					const tasks = corpus.clips.map(({ path }) => ({ path, specs: [] }));
					for await (const clip of extractClips(tasks, {
						workers: flags.workers,
						cacheDir: cacheDirOf(flags),
						signal,
					})) {
						if ('error' in clip) refused.push({ path: clip.path, reason: clip.error.message });
						else infos.push(clip.info);
						const done = clip.index + 1;
						onProgress({ stage: 'features', share: done / tasks.length, detail: `${done}/${tasks.length} clips` });
					}
					return inspection(corpus, infos, refused);
				},
				{ quiet: flags.json },
			);
			process.stdout.write(flags.json ? `${JSON.stringify(report)}\n` : `${asText(report)}\n`);
		});
}

type Opened = Awaited<ReturnType<typeof openCorpora>>['corpus'];

function inspection(corpus: Opened, infos: readonly ClipInfo[], refused: { path: string; reason: string }[]) {
	const { clips } = corpus;
	const seconds = infos.map((info) => info.durationSeconds).sort((a, b) => a - b);
	const hashes = count(infos.map((info) => info.contentHash));
	return {
		corpus: corpus.name,
		clips: clips.length,
		decoded: infos.length,
		hours: seconds.reduce((a, b) => a + b, 0) / 3600,
		medianSeconds: seconds[Math.floor(seconds.length / 2)] ?? 0,
		shortestSeconds: seconds[0] ?? 0,
		longestSeconds: seconds.at(-1) ?? 0,
		emotions: count(clips.map((clip) => clip.emotion)),
		speakers: count(clips.map((clip) => clip.speaker)),
		sexes: count(clips.map((clip) => clip.sex ?? 'unknown')),
		languages: count(clips.map((clip) => clip.language ?? 'unknown')),
		formats: count(infos.map((info) => `${info.format} ${info.sampleRate} Hz ${info.channels} ch`)),
		identicalFiles: Object.values(hashes).filter((n) => n > 1).length,
		unmappedLabels: corpus.unmappedLabels,
		notes: [...corpus.notes, ...new Set(infos.flatMap((info) => info.notes))],
		skipped: corpus.skipped,
		refused,
	};
}

function asText(report: ReturnType<typeof inspection>): string {
	const line = (counts: Record<string, number>) => {
		const entries = Object.entries(counts);
		const shown = entries.slice(0, 24).map(([name, n]) => `${name} ${n}`);
		return shown.join(', ') + (entries.length > 24 ? `, … (${entries.length} in all)` : '');
	};
	const rows = [
		['what', 'found'],
		['corpus', report.corpus],
		['clips', `${report.clips}, ${report.decoded} readable, ${report.hours.toFixed(2)} hours`],
		[
			'length',
			`median ${report.medianSeconds.toFixed(2)} s, ${report.shortestSeconds.toFixed(2)}–${report.longestSeconds.toFixed(2)} s`,
		],
		['emotions', line(report.emotions)],
		['speakers', `${Object.keys(report.speakers).length}: ${line(report.speakers)}`],
		['sexes', line(report.sexes)],
		['languages', line(report.languages)],
		['formats', line(report.formats)],
		['identical', `${report.identicalFiles} recordings stand more than once`],
	];
	return [
		textTable(rows),
		...report.notes.map((note) => `note: ${note}`),
		...Object.entries(report.unmappedLabels).map(
			([label, n]) => `label without a common name: ${label} (${n} clips), kept as it is`,
		),
		...report.skipped.slice(0, 20).map(({ path, reason }) => `not a clip: ${path}: ${reason}`),
		...report.refused.map(({ reason }) => `unreadable: ${reason}`),
	].join('\n');
}

function count(values: readonly string[]): Record<string, number> {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b)));
}
