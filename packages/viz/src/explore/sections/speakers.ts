import { escapeHtml } from '../../escape-html.js';
import { duration, wholeNumber } from '../../format.js';
import { type Section, tableHtml } from '../../page/elements.js';
import type { ExploreInput } from '../types.js';
import { groupBy, median } from '../warnings.js';

/** Who speaks, how much, how loud, and in which emotions. */
export function speakersSection({ clips }: ExploreInput): Section {
	const emotions = new Set(clips.map(({ emotion }) => emotion)).size;
	const rows = [...groupBy(clips, ({ speaker }) => speaker)].map(([speaker, own]) => ({
		speaker,
		sex: own[0]?.sex ?? '',
		clips: own.length,
		seconds: own.reduce((sum, clip) => sum + clip.durationSeconds, 0),
		emotions: new Set(own.map(({ emotion }) => emotion)).size,
		level: median(own.map(({ levelDb }) => levelDb)),
		snr: median(own.map(({ snrDb }) => snrDb ?? Number.NaN)),
	}));
	return {
		id: 'speakers',
		heading: 'Speakers',
		body: tableHtml(
			'Speakers, with the medians of their clips',
			rows,
			[
				{ heading: 'Speaker', cell: (row) => escapeHtml(row.speaker) },
				{ heading: 'Sex', cell: (row) => escapeHtml(row.sex || '–') },
				{ heading: 'Clips', cell: (row) => wholeNumber(row.clips), numeric: true },
				{ heading: 'Speech', cell: (row) => duration(row.seconds), numeric: true },
				{ heading: 'Emotions', cell: (row) => `${row.emotions} of ${emotions}`, numeric: true },
				{ heading: 'Level', cell: (row) => decibels(row.level, 'dBFS'), numeric: true },
				{ heading: 'SNR', cell: (row) => decibels(row.snr, 'dB'), numeric: true },
			],
			{ paged: 12 },
		),
	};
}

/** Decibels with one decimal and a true minus sign. */
export function decibels(value: number, unit: string): string {
	return Number.isFinite(value) ? `${value.toFixed(1).replace('-', '−')} ${unit}` : '–';
}
