import { escapeHtml } from '../../escape-html.js';
import { percent } from '../../format.js';
import type { Section } from '../../page/elements.js';
import { orderBySimilarity } from '../../similarity-order.js';
import type { ReportRun } from '../types.js';

/** What is taken for what; every cell opens its clips. */
export function confusionSection(run: ReportRun, index: number): Section {
	const { confusion, classes, leaky } = run.metrics;
	const order = orderBySimilarity(confusion);
	const sums = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
	const head = order.map((c) => `<th scope="col"><span>${escapeHtml(classes[c] as string)}</span></th>`).join('');
	const rows = order
		.map((r) => {
			const cells = order.map((c) => {
				const count = confusion[r]?.[c] ?? 0;
				const part = sums[r] ? count / (sums[r] as number) : 0;
				return `<td>${cellHtml({ count, part, truth: classes[r] as string, predicted: classes[c] as string, r, c })}</td>`;
			});
			return `<tr><th scope="row">${escapeHtml(classes[r] as string)}</th>${cells.join('')}<td class="sum">${sums[r]}</td></tr>`;
		})
		.join('\n');
	return {
		id: `confusion-${index}`,
		heading: 'What it takes for what',
		lead: worstConfusion(run),
		body: `<div class="scroll" tabindex="0" role="group" aria-label="Confusion matrix"><table class="confusion" style="--n:${classes.length}">
<caption>${leaky ? '<span class="leaky">LEAKY</span> ' : ''}Rows: what the clip is. Columns: what the model said. Percent of the row, and clips below. Choose a cell to hear its clips.</caption>
<thead><tr><td></td>${head}<th scope="col" class="sum">clips</th></tr></thead>
<tbody>${rows}</tbody></table></div>
<div class="clips" data-clips="${index}" data-preset="all"></div>`,
	};
}

interface Cell {
	count: number;
	part: number;
	truth: string;
	predicted: string;
	r: number;
	c: number;
}

function cellHtml({ count, part, truth, predicted, r, c }: Cell): string {
	const name = r === c ? `${truth}, recognised` : `${truth}, taken for ${predicted}`;
	const kind = `${r === c ? 'right' : 'wrong'}${part > 0.6 ? ' strong' : ''}`;
	if (count === 0) {
		return `<button type="button" class="cell" disabled>0<span class="vh"> clips: ${escapeHtml(name)}</span></button>`;
	}
	return `<button type="button" class="cell ${kind}" data-truth="${r}" data-predicted="${c}" style="--s:${(100 * part).toFixed(1)}%"><b>${Math.round(100 * part)}<span class="vh"> %,</span></b> <small>${count}<span class="vh"> ${count === 1 ? 'clip' : 'clips'}: ${escapeHtml(name)}</span></small></button>`;
}

function worstConfusion({ metrics: { confusion, classes } }: ReportRun): string | undefined {
	let worst: Cell | undefined;
	confusion.forEach((row, r) => {
		const sum = row.reduce((total, count) => total + count, 0);
		row.forEach((count, c) => {
			const part = sum > 0 ? count / sum : 0;
			if (r !== c && count > 0 && part > (worst?.part ?? 0)) {
				worst = { count, part, truth: classes[r] as string, predicted: classes[c] as string, r, c };
			}
		});
	});
	if (!worst) return undefined;
	return `The most frequent mistake: ${escapeHtml(worst.truth)} is taken for ${escapeHtml(worst.predicted)} in ${percent(worst.part)} of its clips.`;
}
