import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { themeCss } from './palette.js';
import type { Picture, PlotOptions } from './types.js';

/** The typeface of every plot; `@ser/viz/node` brings Inter for PNG files. */
export const plotFont = "Inter, system-ui, -apple-system, 'Segoe UI', sans-serif";

/** The styles every drawing carries, so that it is right alone, in a page, in light and in dark. */
export const plotStyle = `.ser-plot{${themeCss('light')};color:var(--ser-ink);font-family:${plotFont}}@media screen and (prefers-color-scheme:dark){.ser-plot{${themeCss('dark')}}}`;

interface Frame {
	title: string;
	alt: string;
	width: number;
	height: number;
}

/**
 * Draws marks with Observable Plot into an SVG string of fixed size.
 *
 * @throws {SerError} UNSUPPORTED where there is no document
 */
export function renderPlot(spec: Plot.PlotOptions, frame: Frame, options: PlotOptions): Picture {
	const document = options.document ?? (globalThis as { document?: Document }).document;
	if (!document) {
		throw new SerError('UNSUPPORTED', 'plots need a document: in Node import them from @ser/viz/node');
	}
	const { width, height } = frame;
	const svg = Plot.plot({
		...spec,
		document,
		width,
		height,
		className: 'ser-plot',
		style: { fontSize: '12px', overflow: 'visible', background: 'none' },
	}) as SVGSVGElement;
	svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
	svg.setAttribute('role', 'img');
	svg.setAttribute('aria-label', frame.alt);
	svg.setAttribute('font-family', plotFont);
	const style = svg.querySelector('style');
	if (style)
		style.textContent = `${plotStyle}.ser-plot{display:block;max-width:100%;height:auto}.ser-plot text{white-space:pre}`;
	return { title: options.title ?? frame.title, alt: frame.alt, svg: svg.outerHTML };
}
