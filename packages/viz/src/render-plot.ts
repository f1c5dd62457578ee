import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { escapeHtml } from './escape-html.js';
import { themeCss } from './palette.js';
import type { Picture, PlotOptions } from './types.js';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** The typeface of every plot; the pages embed it, and `@ser/viz/node` reads it for PNG files. */
export const plotFont = "Inter, system-ui, -apple-system, 'Segoe UI', sans-serif";

/** The styles every drawing carries, so that it is right alone, in a page, in light and in dark. */
const plotStyle = `.ser-plot{${themeCss('light')};color:var(--ser-ink)}@media screen and (prefers-color-scheme:dark){.ser-plot{${themeCss('dark')}}}.ser-plot text{white-space:pre}`;

export interface Frame {
	title: string;
	alt: string;
	width: number;
	height: number;
}

/** A panel of a larger drawing, with the place of its top left corner. */
export interface Panel {
	svg: SVGSVGElement;
	x: number;
	y: number;
}

/**
 * The document that SVG elements are made in.
 *
 * @throws {SerError} UNSUPPORTED where there is none
 */
export function documentOf(options: Pick<PlotOptions, 'document'>): Document {
	const document = options.document ?? (globalThis as { document?: Document }).document;
	if (!document) {
		throw new SerError('UNSUPPORTED', 'plots need a document: in Node import them from @ser/viz/node');
	}
	return document;
}

/** Draws marks with Observable Plot into an SVG string of fixed size. */
export function renderPlot(spec: Plot.PlotOptions, frame: Frame, options: PlotOptions): Picture {
	const svg = drawPanel(spec, frame.width, frame.height, options);
	return renderPanels([{ svg, x: 0, y: 0 }], frame, options);
}

/** One panel, to be placed with `renderPanels`. */
export function drawPanel(spec: Plot.PlotOptions, width: number, height: number, options: PlotOptions): SVGSVGElement {
	const svg = Plot.plot({
		...spec,
		document: documentOf(options),
		width,
		height,
		className: 'ser-panel',
		style: { fontSize: '12px', overflow: 'visible', background: 'none' },
	}) as SVGSVGElement;
	svg.querySelector('style')?.remove();
	// Plot names its marks for screen readers; the drawing as a whole has one name, so its parts must have none.
	for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
	for (const name of ['class', 'style', 'viewBox', 'font-family', 'fill']) svg.removeAttribute(name);
	svg.setAttribute('fill', 'currentColor');
	svg.setAttribute('overflow', 'visible');
	svg.setAttribute('font-size', '12');
	return svg;
}

/** Places panels in one drawing and finishes it: theme, name for screen readers, LEAKY stamp. */
export function renderPanels(panels: readonly Panel[], frame: Frame, options: PlotOptions): Picture {
	const stampHeight = options.leaky ? 28 : 0;
	const { width } = frame;
	const height = frame.height + stampHeight;
	const document = documentOf(options);
	const alt = options.leaky ? `LEAKY: test speakers were heard in training. ${frame.alt}` : frame.alt;
	const root = svgElement(document, 'svg', {
		xmlns: svgNamespace,
		class: 'ser-plot',
		viewBox: `0 0 ${width} ${height}`,
		width,
		height,
		'font-family': plotFont,
		'font-size': 12,
		fill: 'currentColor',
		role: 'img',
		'aria-label': 'alt',
	});
	const style = svgElement(document, 'style', {});
	style.textContent = plotStyle;
	root.append(style);
	for (const { svg, x, y } of panels) {
		svg.setAttribute('x', String(x));
		svg.setAttribute('y', String(y + stampHeight));
		root.append(svg);
	}
	if (options.leaky) root.append(...leakyStamp(document, width));
	return { title: options.title ?? frame.title, alt, svg: finished(root.outerHTML, alt) };
}

/** An SVG element with attributes and text. */
export function svgElement(
	document: Document,
	name: string,
	attributes: Record<string, string | number>,
	text?: string,
): SVGElement {
	const element = document.createElementNS(svgNamespace, name) as SVGElement;
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
	if (text !== undefined) element.textContent = text;
	return element;
}

function leakyStamp(document: Document, width: number): SVGElement[] {
	const box = { x: width - 58, y: 0, width: 58, height: 20, rx: 4, fill: 'var(--ser-bad)' };
	const text = {
		x: width - 29,
		y: 14,
		'text-anchor': 'middle',
		'font-size': 11,
		'font-weight': 600,
		'letter-spacing': 0.6,
		fill: 'var(--ser-surface)',
	};
	return [svgElement(document, 'rect', box), svgElement(document, 'text', text, 'LEAKY')];
}

/** Serializers leave `<` in attributes and control characters as they are; XML forbids both. */
function finished(svg: string, alt: string): string {
	return roundCoordinates(svg)
		.replace('aria-label="alt"', () => `aria-label="${escapeHtml(alt)}"`)
		.replace(/\p{Cc}/gu, (char) => (char === '\n' || char === '\t' ? char : ''));
}

/** A tenth of a pixel is enough in geometry; smaller files, and the same on every machine. Texts stay as they are. */
function roundCoordinates(svg: string): string {
	const geometry = /( (?:d|x|y|x1|x2|y1|y2|cx|cy|r|width|height|transform|points)=")([^"]*)"/g;
	return svg.replace(geometry, (_, name, value: string) => {
		const rounded = value.replace(/-?\d+\.\d{2,}(?:e-?\d+)?/g, (number) =>
			String(Math.round(Number(number) * 10) / 10),
		);
		return `${name}${rounded}"`;
	});
}
