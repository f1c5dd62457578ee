import { type DownloadProgress, downloadCorpus, downloadSources } from '@ser/datasets/node';
import type { Command } from 'commander';
import { withProgress } from '../progress-view.js';

export function addDownload(program: Command, signal: AbortSignal): void {
	program
		.command('download')
		.description('fetch a corpus from where its authors publish it: resumed, verified, unpacked')
		.argument('<corpus>', Object.keys(downloadSources).join(', '))
		.argument('<dir>', 'folder for it')
		.option('--url <url>', 'another address of the same archive; the checksum must still fit')
		.option('--keep-archive', 'keep the archive after unpacking')
		.option('--json', 'print JSON')
		.addHelpText('after', '\nExamples:\n  ser download ravdess ~/RAVDESS\n  ser download crema-d ~/CREMA-D')
		.action(async (name: string, dir: string, flags: { url?: string; keepArchive?: boolean; json?: boolean }) => {
			const done = await withProgress(
				['download'],
				(onProgress) =>
					downloadCorpus(name, dir, {
						url: flags.url,
						keepArchive: flags.keepArchive,
						signal,
						onNote: (note) => void (flags.json || process.stderr.write(`${note}\n`)),
						onProgress: (state) => onProgress({ stage: 'download', share: shareOf(state), detail: detailOf(state) }),
					}),
				{ quiet: flags.json },
			);
			if (flags.json) process.stdout.write(`${JSON.stringify({ dir: done.dir, files: done.files, ...done.facts })}\n`);
			else process.stdout.write(`${done.dir}: ${done.files} files\ntry it   ser inspect ${done.dir}\n`);
		});
}

const shareOf = ({ done, total }: DownloadProgress) => (total ? Math.min(1, done / total) : 0);

function detailOf({ phase, file, done, total }: DownloadProgress): string {
	const size = (n: number) => (phase === 'fetching' ? `${(n / 1e6).toFixed(1)} MB` : `${n} files`);
	return `${phase} ${file} ${size(done)}${total ? ` of ${size(total)}` : ''}`;
}
