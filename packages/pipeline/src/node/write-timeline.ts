import type { Waveform } from '@ser/core';
import type { RunMetrics } from '@ser/metrics';
import { timelineHtml } from '@ser/viz/node';
import type { TimelinePoint } from '../timeline.js';
import { writeFileAtomic } from './write-file-atomic.js';

export interface WriteTimelineInput {
	/** of the recording */
	name: string;
	points: readonly TimelinePoint[];
	classes: readonly string[];
	/** of the run that judged: how far it can be trusted */
	metrics: RunMetrics;
	waveform?: Waveform;
	/** link to the sound, relative to the page */
	audio?: string;
	command?: string;
}

/** Writes the page of one long recording. */
export async function writeTimeline(page: string, input: WriteTimelineInput): Promise<void> {
	const { name, points, classes, metrics, waveform, audio, command } = input;
	const percent = Math.round(100 * metrics.uar);
	const judged = metrics.leaky
		? `LEAKY: its score of ${percent} in 100 was measured on voices it had heard`
		: `On speakers it never heard, this recogniser names the right one of ${classes.length} emotions ${percent} times in 100`;
	const segments = points
		.filter((point) => !point.silence)
		.map(({ startSeconds, endSeconds, probabilities }) => ({
			startSeconds,
			endSeconds,
			probabilities: classes.map((label) => probabilities[label]!),
		}));
	await writeFileAtomic(
		page,
		timelineHtml({
			name,
			classes,
			segments,
			waveform,
			audio: audio?.split('/').map(encodeURIComponent).join('/'),
			trust: `${judged} (${metrics.protocol}); on other recordings expect less.`,
			command,
		}),
	);
}
