import type { Markish, RenderFunction } from '@observablehq/plot';
import { svgElement } from '../render-plot.js';

/** A line of a legend. */
export interface LegendItem {
	label: string;
	/** CSS colour */
	color: string;
	/** how it is drawn: a dot (default), a line, a band, a hollow circle or a diamond */
	shape?: 'dot' | 'line' | 'dashed' | 'band' | 'circle' | 'diamond';
}

export interface Legend {
	mark: Markish;
	/** pixels that the legend needs above the plot */
	height: number;
}

/** About how wide a text is in 12-pixel Inter. The same on every machine, unlike measuring. */
export function textWidth(text: string): number {
	let width = 0;
	for (const char of text)
		width += /[iljtfr.,:;'|! ()]/.test(char) ? 3.9 : /[mwMW%@]/.test(char) ? 10.2 : /[A-Z]/.test(char) ? 8.3 : 7;
	return width;
}

/** A text cut to a width, with an ellipsis. */
export function fitText(text: string, maxWidth: number): string {
	if (textWidth(text) <= maxWidth) return text;
	let cut = text;
	while (cut.length > 1 && textWidth(`${cut}…`) > maxWidth) cut = cut.slice(0, -1);
	return `${cut.trimEnd()}…`;
}

/**
 * The legend of every plot: a row of marks and names above it, wrapped to the width.
 *
 * @param left x of the first item, pixels
 * @param width of the whole plot, pixels
 */
export function legendOf(items: readonly LegendItem[], { left = 2, width }: { left?: number; width: number }): Legend {
	const places: { item: LegendItem; x: number; y: number }[] = [];
	let x = left;
	let row = 0;
	for (const item of items) {
		const needed = 18 + textWidth(item.label) + 14;
		if (x > left && x + needed - 14 > width) {
			x = left;
			row++;
		}
		places.push({ item, x, y: 12 + row * 20 });
		x += needed;
	}
	const draw: RenderFunction = (_index, _scales, _values, _dimensions, context) => {
		const { document } = context;
		const group = svgElement(document, 'g', { 'text-anchor': 'start', 'aria-hidden': 'true' });
		for (const { item, x, y } of places) {
			group.append(swatch(document, item, x, y));
			group.append(svgElement(document, 'text', { x: x + 18, y, dy: '0.32em' }, item.label));
		}
		return group;
	};
	return { mark: draw, height: items.length === 0 ? 0 : (row + 1) * 20 + 12 };
}

function swatch(document: Document, { color, shape = 'dot' }: LegendItem, x: number, y: number): SVGElement {
	if (shape === 'line' || shape === 'dashed') {
		const line = { x1: x, x2: x + 13, y1: y, y2: y, stroke: color, 'stroke-width': 2.5 };
		return svgElement(document, 'line', shape === 'dashed' ? { ...line, 'stroke-dasharray': '3,3' } : line);
	}
	if (shape === 'band') {
		return svgElement(document, 'rect', { x, y: y - 5, width: 13, height: 10, fill: color, 'fill-opacity': 0.25 });
	}
	if (shape === 'diamond') {
		return svgElement(document, 'path', { d: `M${x + 6},${y - 6}l6,6l-6,6l-6,-6Z`, fill: color });
	}
	const circle = { cx: x + 6, cy: y, r: 5 };
	return shape === 'circle'
		? svgElement(document, 'circle', { ...circle, r: 4.2, fill: 'none', stroke: color, 'stroke-width': 1.8 })
		: svgElement(document, 'circle', { ...circle, fill: color });
}
