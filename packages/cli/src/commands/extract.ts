import { type ExtractTo, extractToFile } from '@ser/pipeline/node';
import { type Command, Option } from 'commander';
import { withProgress } from '../progress-view.js';
import {
	addCorpusOptions,
	addWorkOptions,
	type CorpusFlags,
	cacheDirOf,
	corpusOptionsOf,
	type WorkFlags,
} from './options.js';

interface Flags extends CorpusFlags, WorkFlags {
	features: string;
	clean: string;
	out: string;
	format?: ExtractTo;
}

export function addExtract(program: Command, signal: AbortSignal): void {
	const command = program
		.command('extract')
		.description('write features as a table: CSV or Parquet')
		.argument('<dir...>', 'folders of recordings, a manifest (csv, tsv), or the word synthetic')
		.option('--features <set>', 'tutorial180, egemaps, rich, logmel, …', 'rich')
		.option('--clean <chain>', 'cleaning before features, e.g. denoise,trim', 'none')
		.requiredOption('--out <file>', 'the table: .csv or .parquet')
		.addOption(
			new Option('--format <kind>', 'csv or parquet (default: by the file’s ending)').choices(['csv', 'parquet']),
		);
	addWorkOptions(addCorpusOptions(command))
		.addHelpText(
			'after',
			'\nExamples:\n  ser extract ~/RAVDESS --features egemaps --out egemaps.csv\n  ser extract ~/EmoDB --features rich --out rich.parquet',
		)
		.action(async (dirs: string[], flags: Flags) => {
			const result = await withProgress(
				['features'],
				(onProgress) =>
					extractToFile(dirs, flags.out, {
						...corpusOptionsOf(flags),
						features: flags.features,
						clean: flags.clean,
						format: flags.format,
						workers: flags.workers,
						cacheDir: cacheDirOf(flags),
						signal,
						onProgress,
					}),
				{ quiet: flags.json },
			);
			const { rows, columns, refused } = result;
			for (const { reason } of refused) process.stderr.write(`left out: ${reason}\n`);
			process.stdout.write(
				flags.json
					? `${JSON.stringify({ out: flags.out, ...result })}\n`
					: `${flags.out}: ${rows} rows × ${columns} features\n`,
			);
		});
}
