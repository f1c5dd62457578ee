import { escapeHtml } from '../../escape-html.js';
import { counted, percent } from '../../format.js';
import { listHtml, type Section, shareBar, tableHtml } from '../../page/elements.js';
import type { ReportRun } from '../types.js';

/** How the numbers came about, and whether anything leaked. */
export function protocolSection({ metrics, leakCheck, notes }: ReportRun, index: number): Section {
	const clean = leakCheck && leakCheck.leaks.length === 0 && !metrics.leaky;
	const check = leakCheck
		? `<div class="check ${clean ? 'good' : 'bad'}"><p><strong>${clean ? 'Leak check passed.' : 'Leak check failed.'}</strong> ${escapeHtml(leakCheck.sentence)}</p>${leakCheck.leaks.length > 6 ? `<details><summary>All ${leakCheck.leaks.length} leaks</summary>${listHtml(leakCheck.leaks)}</details>` : listHtml(leakCheck.leaks)}</div>`
		: `<div class="check unknown"><p><strong>No leak check was recorded for this run.</strong></p></div>`;
	const folds = tableHtml(metrics.leaky ? 'Folds (LEAKY)' : 'Folds', metrics.folds, [
		{ heading: 'Fold', cell: (fold) => escapeHtml(fold.name) },
		{ heading: 'Test speakers', cell: (fold) => speakersOf(fold.speakers) },
		{ heading: 'Clips', cell: (fold) => String(fold.clips), numeric: true },
		{ heading: 'Accuracy', cell: (fold) => percent(fold.accuracy), numeric: true },
		{ heading: 'UAR', cell: (fold) => percent(fold.uar), numeric: true },
		{ heading: '', cell: (fold) => shareBar(fold.uar, { chance: metrics.chance }) },
	]);
	return {
		id: `protocol-${index}`,
		heading: 'Protocol and leak check',
		lead: escapeHtml(metrics.protocol),
		body: `${check}${notes && notes.length > 0 ? `<h3>Notes</h3>${listHtml(notes)}` : ''}${foldNote(metrics.folds)}${folds}`,
	};
}

function foldNote(folds: ReportRun['metrics']['folds']): string {
	const scores = folds.map((fold) => fold.uar).filter(Number.isFinite);
	if (scores.length < 2) return '';
	return `<p>${counted(folds.length, 'fold')}, from ${percent(Math.min(...scores))} to ${percent(Math.max(...scores))} UAR: how much depends on who is tested.</p>`;
}

function speakersOf(speakers: readonly string[]): string {
	const shown = speakers.slice(0, 6).map(escapeHtml).join(', ');
	return speakers.length > 6
		? `<span class="small">${shown} and ${speakers.length - 6} more</span>`
		: `<span class="small">${shown}</span>`;
}
