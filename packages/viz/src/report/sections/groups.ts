import { escapeHtml } from '../../escape-html.js';
import { percent, percentRange, wholeNumber } from '../../format.js';
import { figureHtml, type Section, shareBar, tableHtml } from '../../page/elements.js';
import { groupGapsPlot } from '../../plots/group-gaps.js';
import type { ReportOptions, ReportRun } from '../types.js';

/** For whom it works less well. */
export function groupsSection({ metrics }: ReportRun, index: number, { document }: ReportOptions): Section | undefined {
	const groups = Object.entries(metrics.groups).filter(([, rows]) => rows.length > 1);
	if (groups.length === 0 && metrics.perSpeaker.length < 2) return undefined;
	const stamp = metrics.leaky ? ' (LEAKY)' : '';
	const tables = groups.map(([name, rows]) =>
		tableHtml(`By ${name}${stamp}`, rows, [
			{ heading: name, cell: (row) => escapeHtml(row.value) },
			{ heading: 'UAR', cell: (row) => percent(row.uar), numeric: true },
			{ heading: '95 % interval', cell: (row) => percentRange(row.uarInterval), numeric: true },
			{ heading: 'Clips', cell: (row) => wholeNumber(row.clips), numeric: true },
			{ heading: 'Speakers', cell: (row) => wholeNumber(row.speakers), numeric: true },
		]),
	);
	const plot =
		groups.length === 0
			? ''
			: figureHtml((width) =>
					groupGapsPlot(Object.fromEntries(groups), {
						width,
						document,
						leaky: metrics.leaky,
						chance: metrics.chance,
						overall: metrics.uar,
					}),
				);
	const speakers = [...metrics.perSpeaker].sort((a, b) => b.uar - a.uar);
	const speakerTable = tableHtml(`By speaker${stamp}`, speakers, [
		{ heading: 'Speaker', cell: (row) => escapeHtml(row.speaker) },
		{ heading: 'UAR', cell: (row) => percent(row.uar), numeric: true },
		{ heading: '', cell: (row) => shareBar(row.uar, { chance: metrics.chance }) },
		{ heading: 'Accuracy', cell: (row) => percent(row.accuracy), numeric: true },
		{ heading: 'Clips', cell: (row) => wholeNumber(row.clips), numeric: true },
	]);
	return {
		id: `groups-${index}`,
		heading: 'For whom it works',
		lead: gapSentence(metrics),
		body: `${plot}${tables.length > 0 ? `<details><summary>Numbers by group</summary>${tables.join('\n')}</details>` : ''}<details${speakers.length <= 12 ? ' open' : ''}><summary>Every speaker (${speakers.length})</summary>${speakerTable}</details>`,
	};
}

function gapSentence({ groups, perSpeaker }: ReportRun['metrics']): string {
	const sentences = Object.entries(groups)
		.filter(([, rows]) => rows.filter(({ uar }) => Number.isFinite(uar)).length > 1)
		.map(([name, rows]) => {
			const ranked = rows.filter(({ uar }) => Number.isFinite(uar)).sort((a, b) => b.uar - a.uar);
			const best = ranked[0] as (typeof rows)[number];
			const worst = ranked.at(-1) as (typeof rows)[number];
			const overlap = worst.uarInterval[1] >= best.uarInterval[0];
			return `By ${escapeHtml(name)}: ${escapeHtml(best.value)} ${percent(best.uar)}, ${escapeHtml(worst.value)} ${percent(worst.uar)}${overlap ? ' (the intervals overlap)' : ''}.`;
		});
	const scores = perSpeaker.map((row) => row.uar).filter(Number.isFinite);
	if (scores.length > 1) {
		sentences.push(`Speakers range from ${percent(Math.min(...scores))} to ${percent(Math.max(...scores))}.`);
	}
	return sentences.join(' ');
}
