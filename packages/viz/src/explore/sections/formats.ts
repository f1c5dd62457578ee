import { escapeHtml } from '../../escape-html.js';
import { duration, wholeNumber } from '../../format.js';
import { type Section, tableHtml } from '../../page/elements.js';
import type { ExploreClip, ExploreInput } from '../types.js';
import { groupBy } from '../warnings.js';

/** Sample rates, channels and file formats. */
export function formatsSection({ clips }: ExploreInput): Section {
	const kind = ({ format, sampleRate, channels }: ExploreClip) =>
		JSON.stringify([format, sampleRate, channels ?? null]);
	const rows = [...groupBy(clips, kind).values()]
		.map((own) => ({
			...(own[0] as ExploreClip),
			count: own.length,
			seconds: own.reduce((sum, clip) => sum + clip.durationSeconds, 0),
		}))
		.sort((a, b) => b.count - a.count);
	return {
		id: 'formats',
		heading: 'Formats',
		body: tableHtml('Formats, most frequent first', rows, [
			{ heading: 'Format', cell: (row) => escapeHtml(row.format) },
			{ heading: 'Sample rate', cell: (row) => `${wholeNumber(row.sampleRate)} Hz`, numeric: true },
			{ heading: 'Channels', cell: (row) => (row.channels === undefined ? '–' : String(row.channels)), numeric: true },
			{ heading: 'Clips', cell: (row) => wholeNumber(row.count), numeric: true },
			{ heading: 'Speech', cell: (row) => duration(row.seconds), numeric: true },
		]),
	};
}
