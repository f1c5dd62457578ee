import { basename, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pcmChunks, readAudio } from '@ser/audio/node';
import { loadRun, readRun, streamTimeline, type TimelinePoint, writeTimeline } from '@ser/pipeline/node';
import type { Command } from 'commander';
import { commandLine } from '../command-line.js';
import { openPage } from '../open-page.js';
import { points } from '../scores-text.js';
import { wholeNumber } from './options.js';

interface Flags {
	window: number;
	hop: number;
	sampleRate: number;
	out?: string;
	json?: boolean;
	open?: boolean;
}

export function addTimeline(program: Command, signal: AbortSignal): void {
	program
		.command('timeline')
		.description('follow the emotion through a long recording, or live from a microphone')
		.argument('<run>', 'run folder of ser train')
		.argument('<file>', 'a recording, or - for raw 16-bit mono samples on standard input, as they come')
		.option('--window <seconds>', 'length of the piece that is judged', Number, 3)
		.option('--hop <seconds>', 'distance between judgements', Number, 1)
		.option('--sample-rate <hz>', 'of the raw samples on standard input', wholeNumber, 16000)
		.option('--out <file>', 'also write a page with the timeline and the sound')
		.option('--open', 'open the page in the browser')
		.option('--json', 'print one JSON object a line')
		.addHelpText(
			'after',
			`
Examples:
  ser timeline runs/ravdess call.wav --out call.html --open
  ser timeline runs/ravdess call.wav --json > call.jsonl
  arecord -q -f S16_LE -r 16000 -c 1 -t raw | ser timeline runs/ravdess -`,
		)
		.action(async (dir: string, file: string, flags: Flags) => {
			const recogniser = await loadRun(dir);
			const waveform = file === '-' ? undefined : await readAudio(file);
			const chunks = waveform ? [waveform] : pcmChunks(process.stdin, { sampleRate: flags.sampleRate });
			const told: TimelinePoint[] = [];
			const options = { windowSeconds: flags.window, hopSeconds: flags.hop, signal };
			for await (const point of streamTimeline(recogniser, chunks, options)) {
				if (flags.out) told.push(point);
				process.stdout.write(flags.json ? `${JSON.stringify(point)}\n` : `${asLine(point)}\n`);
			}
			if (!flags.out) return;
			const { metrics } = await readRun(dir);
			await writeTimeline(flags.out, {
				name: basename(file),
				points: told,
				classes: recogniser.classes,
				metrics,
				waveform,
				audio: waveform && relative(resolve(flags.out, '..'), resolve(file)).split('\\').join('/'),
				command: commandLine(),
			});
			process.stderr.write(`${pathToFileURL(resolve(flags.out)).href}\n`);
			if (flags.open) openPage(flags.out);
		});
}

function asLine({ startSeconds, endSeconds, emotion, confidence, silence, levelDb }: TimelinePoint): string {
	const time = (seconds: number) => `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(1).padStart(4, '0')}`;
	const what = silence ? `silence (${levelDb.toFixed(0)} dB)` : `${emotion.padEnd(10)} ${points(confidence)}`;
	return `${time(startSeconds)}–${time(endSeconds)}  ${what}`;
}
