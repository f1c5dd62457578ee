import { escapeHtml } from '../../escape-html.js';
import { counted, percent } from '../../format.js';
import { audioHtml, emotionTag, type Section, tableHtml } from '../../page/elements.js';
import { emotionColor } from '../../palette.js';
import type { ExploreInput } from '../types.js';

const most = 300;

/** Labels to check by ear. */
export function suspiciousSection({ suspicious, audio, clips }: ExploreInput): Section | undefined {
	if (!suspicious) return undefined;
	const labels = clips.map(({ emotion }) => emotion);
	const tag = (label: string) => emotionTag(label, emotionColor(label, labels));
	return {
		id: 'suspicious',
		heading: 'Suspicious labels',
		lead:
			suspicious.length === 0
				? 'None was found.'
				: `${counted(suspicious.length, 'clip')} that a model, trained without ${suspicious.length === 1 ? 'it' : 'them'}, hears very differently. Listen before you believe either.${suspicious.length > most ? ` The first ${most} are shown.` : ''}`,
		body:
			suspicious.length === 0
				? ''
				: tableHtml(
						'Suspicious labels',
						suspicious.slice(0, most),
						[
							{ heading: 'Clip', cell: (row) => `<span class="clip-name">${escapeHtml(row.path)}</span>` },
							{ heading: 'Label', cell: (row) => tag(row.emotion) },
							{
								heading: 'Heard as',
								cell: (row) =>
									row.suggested
										? `${tag(row.suggested)}${row.confidence === undefined ? '' : ` <span class="n">${percent(row.confidence)}</span>`}`
										: '–',
							},
							{ heading: 'Why', cell: (row) => escapeHtml(row.reason) },
							...(audio
								? [{ heading: 'Sound', cell: (row: { path: string }) => audioHtml(audio(row.path), row.path) }]
								: []),
						],
						{ paged: 10 },
					),
	};
}

/** Clips that are there more than once. */
export function duplicatesSection({ duplicates }: ExploreInput): Section | undefined {
	if (!duplicates) return undefined;
	return {
		id: 'duplicates',
		heading: 'Duplicates',
		lead:
			duplicates.length === 0
				? 'None was found.'
				: `${counted(duplicates.length, 'group')} of clips that must not stand on both sides of a split.${duplicates.length > most ? ` The first ${most} are shown.` : ''}`,
		body:
			duplicates.length === 0
				? ''
				: tableHtml(
						'Duplicates',
						duplicates.slice(0, most),
						[
							{
								heading: 'Clips',
								cell: (row) =>
									row.paths.map((path) => `<span class="clip-name">${escapeHtml(path)}</span>`).join('<br>'),
							},
							{ heading: 'Kind', cell: (row) => escapeHtml(row.kind) },
						],
						{ paged: 10 },
					),
	};
}

/** Files that were left out, and why. */
export function skippedSection({ skipped }: ExploreInput): Section | undefined {
	if (!skipped || skipped.length === 0) return undefined;
	return {
		id: 'skipped',
		heading: 'Skipped files',
		lead: `${counted(skipped.length, 'file')} left out.${skipped.length > most ? ` The first ${most} are shown.` : ''}`,
		body: tableHtml(
			'Skipped files',
			skipped.slice(0, most),
			[
				{ heading: 'File', cell: (row) => `<span class="clip-name">${escapeHtml(row.path)}</span>` },
				{ heading: 'Why', cell: (row) => escapeHtml(row.reason) },
			],
			{ paged: 10 },
		),
	};
}
