import { buffer } from 'node:stream/consumers';
import { decodeAudio } from '@ser/audio';
import { audioFilesOf, type FilePrediction, loadRun, predictFiles, type Recogniser } from '@ser/pipeline/node';
import { type Command, Option } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { exitCodeOf } from '../exit-codes.js';
import { withProgress } from '../progress-view.js';
import { points } from '../scores-text.js';
import { textTable } from '../text-table.js';
import { addWorkOptions, cacheDirOf, type WorkFlags } from './options.js';

interface Flags extends WorkFlags {
	format: 'table' | 'csv' | 'json';
	enrol?: string;
}

export function addPredict(program: Command, signal: AbortSignal): void {
	const command = program
		.command('predict')
		.description('name the emotion of recordings')
		.argument('<run>', 'run folder of ser train')
		.argument('<file...>', 'recordings, folders, or - for a sound file on standard input')
		.addOption(new Option('--format <kind>', 'how to print').choices(['table', 'csv', 'json']).default('table'))
		.option('--enrol <dir>', 'other recordings of the one speaker heard in all files: puts features on their scale');
	addWorkOptions(command)
		.addHelpText(
			'after',
			`
--json (or --format json) prints one object a line: { "path", "emotion", "confidence", "probabilities": { … } }.

Examples:
  ser predict runs/ravdess call.wav
  ser predict runs/ravdess recordings/ --json > emotions.jsonl
  cat call.flac | ser predict runs/ravdess -`,
		)
		.action(async (run: string, paths: string[], flags: Flags) => {
			const recogniser = await loadRun(run);
			const format = flags.json ? 'json' : flags.format;
			const files = (await Promise.all(paths.filter((path) => path !== '-').map(audioFilesOf))).flat();
			const enrolment = flags.enrol ? await audioFilesOf(flags.enrol) : [];
			const print = createPrinter(format, recogniser);
			let failure = 0;
			await withProgress(
				['predict'],
				async (onProgress) => {
					if (paths.includes('-')) print.row({ path: '-', ...(await predictStandardInput(recogniser)) });
					const options = { workers: flags.workers, cacheDir: cacheDirOf(flags), signal, onProgress, enrolment };
					for await (const one of predictFiles(recogniser, files, options)) {
						if ('error' in one) {
							failure = exitCodeOf(one.error);
							process.stderr.write(`ser: ${one.error.message}\n`);
						} else print.row(one);
					}
				},
				{ quiet: files.length < 20 || format !== 'table' },
			);
			print.end();
			if (failure > 0) process.exitCode = failure;
		});
}

async function predictStandardInput(recogniser: Recogniser) {
	const bytes = await buffer(process.stdin);
	return recogniser.predict(await decodeAudio(bytes, { name: 'standard input' }));
}

type Row = Exclude<FilePrediction, { error: unknown }>;

function createPrinter(format: Flags['format'], { classes }: Recogniser) {
	const rows: Row[] = [];
	const print = (text: string) => process.stdout.write(text);
	if (format === 'json') return { row: (row: Row) => void print(`${JSON.stringify(row)}\n`), end: () => undefined };
	if (format === 'csv') {
		print(stringify([['path', 'emotion', 'confidence', ...classes]]));
		const cells = (row: Row) => [
			row.path,
			row.emotion,
			row.confidence,
			...classes.map((name) => row.probabilities[name]),
		];
		return { row: (row: Row) => void print(stringify([cells(row)])), end: () => undefined };
	}
	return {
		row: (row: Row) => void rows.push(row),
		end() {
			if (rows.length === 0) return;
			const header = ['file', 'emotion', ...classes];
			const cells = rows.map((row) => [
				row.path,
				row.emotion,
				...classes.map((name) => points(row.probabilities[name]!)),
			]);
			print(`${textTable([header, ...cells])}\n`);
		},
	};
}
