import { escapeHtml } from '../escape-html.js';
import type { Picture } from '../types.js';

/** A titled section of a page that its table of contents can link to. */
export interface Section {
	id: string;
	heading: string;
	/** one plain sentence under the heading; trusted HTML */
	lead?: string;
	/** trusted HTML */
	body: string;
}

export function sectionHtml({ id, heading, lead, body }: Section): string {
	return `<section id="${escapeHtml(id)}" aria-labelledby="${escapeHtml(id)}-h">
<h2 id="${escapeHtml(id)}-h">${escapeHtml(heading)}</h2>
${lead ? `<p class="lead">${lead}</p>` : ''}
${body}
</section>`;
}

/**
 * A plot with its caption, drawn twice: for wide windows, and again for phones, where shrinking would make it unreadable.
 *
 * @param draw the plot at a width in pixels
 */
export function figureHtml(
	draw: (width: number) => Picture,
	options: { wide?: number; caption?: string } = {},
): string {
	const { wide = 680 } = options;
	const picture = draw(wide);
	const caption = escapeHtml(options.caption ?? picture.title);
	const drawings =
		wide <= 350
			? `<div>${picture.svg}</div>`
			: `<div class="wide">${picture.svg}</div><div class="narrow">${draw(350).svg}</div>`;
	return `<figure class="plot">${caption ? `<figcaption>${caption}</figcaption>` : ''}${drawings}</figure>`;
}

export interface Column<Row> {
	heading: string;
	/** trusted HTML */
	cell: (row: Row) => string;
	/** numbers are set right and aligned */
	numeric?: boolean;
}

/** A data table; its first column heads the rows. `paged` rows are shown at a time, by the page's script. */
export function tableHtml<Row>(
	caption: string,
	rows: readonly Row[],
	columns: readonly Column<Row>[],
	options: { paged?: number } = {},
): string {
	const align = (column: Column<Row>) => (column.numeric ? ' class="n"' : '');
	const head = columns
		.map((column) =>
			column.heading === '' ? '<td></td>' : `<th scope="col"${align(column)}>${escapeHtml(column.heading)}</th>`,
		)
		.join('');
	const body = rows
		.map((row) => {
			const cells = columns.map((column, i) =>
				i === 0
					? `<th scope="row"${align(column)}>${column.cell(row)}</th>`
					: `<td${align(column)}>${column.cell(row)}</td>`,
			);
			return `<tr>${cells.join('')}</tr>`;
		})
		.join('\n');
	return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(caption)}"><table${options.paged ? ` data-paged="${options.paged}"` : ''}>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>${body}</tbody>
</table></div>`;
}

/** The table of contents of a page. */
export function contentsHtml(sections: readonly Section[]): string {
	const items = sections.map(({ id, heading }) => `<li><a href="#${escapeHtml(id)}">${escapeHtml(heading)}</a></li>`);
	return `<nav class="contents" aria-label="Contents"><ol>${items.join('')}</ol></nav>`;
}

/** A label with its emotion's colour beside it. */
export function emotionTag(label: string, color: string): string {
	return `<span class="tag"><i style="background:${color}"></i>${escapeHtml(label)}</span>`;
}

/** A bar of a share with an optional interval and a chance mark, for tables. */
export function shareBar(
	value: number,
	options: { interval?: readonly [number, number]; chance?: number } = {},
): string {
	const at = (x: number) => `${(100 * Math.min(1, Math.max(0, Number.isFinite(x) ? x : 0))).toFixed(1)}%`;
	const { interval, chance } = options;
	const whisker = interval
		? `<b style="left:${at(interval[0])};width:calc(${at(interval[1])} - ${at(interval[0])})"></b>`
		: '';
	const mark = chance === undefined ? '' : `<u style="left:${at(chance)}"></u>`;
	return `<span class="bar" aria-hidden="true"><i style="width:${at(value)}"></i>${whisker}${mark}</span>`;
}

/** A bulleted list; a very long one is cut, and says so. */
export function listHtml(items: readonly string[], most = 50): string {
	if (items.length === 0) return '';
	const shown = items.slice(0, most).map((item) => `<li>${escapeHtml(item)}</li>`);
	if (items.length > most) shown.push(`<li>and ${items.length - most} more</li>`);
	return `<ul>${shown.join('')}</ul>`;
}

/** A player for a clip, or nothing when its sound is not at hand. */
export function audioHtml(href: string | undefined, path: string): string {
	if (href === undefined) return '';
	const name = path.split(/[\\/]/).at(-1) || path;
	return `<audio controls preload="none" src="${escapeHtml(href)}" aria-label="Sound of ${escapeHtml(name)}"></audio>`;
}
