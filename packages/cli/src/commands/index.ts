import type { Command } from 'commander';
import { exitCodes } from '../exit-codes.js';
import { addCompare } from './compare.js';
import { addDoctor } from './doctor.js';
import { addDownload } from './download.js';
import { addEvaluate } from './evaluate.js';
import { addExplore } from './explore.js';
import { addExtract } from './extract.js';
import { addInspect } from './inspect.js';
import { addPredict } from './predict.js';
import { addRun } from './run.js';
import { addTimeline } from './timeline.js';
import { addTrain } from './train.js';
import { addVisualize } from './visualize.js';

/** All commands, in the order in which people meet them. */
export function addCommands(program: Command, signal: AbortSignal): void {
	addInspect(program, signal);
	addExplore(program, signal);
	addTrain(program, signal);
	addPredict(program, signal);
	addEvaluate(program, signal);
	addVisualize(program, signal);
	addTimeline(program, signal);
	addCompare(program);
	addRun(program, signal);
	addExtract(program, signal);
	addDownload(program, signal);
	addDoctor(program);
	program.addHelpText(
		'after',
		`
Examples:
  ser train synthetic                          a first run, no recordings needed
  ser inspect ~/RAVDESS                        what is in this folder?
  ser train ~/RAVDESS --features rich --model logistic --out runs/ravdess
  ser predict runs/ravdess call.wav --json
  ser evaluate runs/ravdess ~/EmoDB            does it hold for another corpus?

Exit codes: ${Object.entries(exitCodes)
			.map(([name, code]) => `${code} ${name}`)
			.join(', ')}`,
	);
}
