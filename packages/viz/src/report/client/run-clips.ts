import { bytes, words } from '../../page/client/decode.js';
import type { PackedColumn, PageRun } from '../report-data.js';

/** A run's clips, unpacked on first use. */
export interface RunClips {
	run: PageRun;
	count: number;
	truth: Uint8Array;
	predicted: Uint8Array;
	confidence: Float32Array;
	probability(clip: number, label: number): number;
	speaker: Column;
	fold: Column;
	groups: [string, Column][];
	path(clip: number): string;
	audio(clip: number): string | undefined;
}

export interface Column {
	values: string[];
	index: Uint16Array;
}

export function unpackRun(run: PageRun): RunClips {
	const truth = bytes(run.truth);
	const predicted = bytes(run.predicted);
	const probabilities = words(run.probabilities);
	const { length: labels } = run.classes;
	const confidence = new Float32Array(run.paths.length);
	for (let i = 0; i < confidence.length; i++) {
		for (let c = 0; c < labels; c++) {
			confidence[i] = Math.max(confidence[i] as number, (probabilities[i * labels + c] as number) / 65535);
		}
	}
	return {
		run,
		count: run.paths.length,
		truth,
		predicted,
		confidence,
		probability: (clip, label) => (probabilities[clip * labels + label] as number) / 65535,
		speaker: column(run.speaker),
		fold: column(run.fold),
		groups: Object.entries(run.groups).map(([name, packed]) => [name, column(packed)]),
		path: (clip) => run.prefix + run.paths[clip],
		audio(clip) {
			const href = run.audio[clip];
			return href === null || href === undefined ? undefined : run.audioPrefix + href;
		},
	};
}

function column({ values, index }: PackedColumn): Column {
	return { values, index: words(index) };
}
