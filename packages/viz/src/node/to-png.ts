import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { SerError } from '@ser/core';
import { themedSvg } from '../themed-svg.js';
import type { Picture } from '../types.js';

export interface PngOptions {
	/** pixels, default twice the drawing's own width */
	width?: number;
	/** default `light` */
	theme?: 'light' | 'dark';
	/** default true: the theme's surface; false leaves it transparent */
	background?: boolean;
}

/**
 * A plot as a PNG file. The typeface (Inter) comes with the package, so that the picture is the same on every machine;
 * the system's fonts are asked only for writing that Inter's Latin subset lacks.
 *
 * @param plot a `Picture`, or an SVG string made by this package
 * @throws {SerError} INPUT when it is not an SVG
 * @example
 * await writeFile('confusion.png', toPng(confusionPlot(metrics), { width: 1200 }));
 */
export function toPng(plot: Picture | string, options: PngOptions = {}): Buffer {
	const svg = typeof plot === 'string' ? plot : plot.svg;
	const { theme = 'light', background = true } = options;
	const own = Number(/<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1] ?? 600);
	const fixed = themedSvg(svg, theme);
	const fonts = join(packageRoot(), 'fonts');
	try {
		const resvg = new Resvg(fixed.svg, {
			fitTo: { mode: 'width', value: Math.round(options.width ?? own * 2) },
			...(background ? { background: fixed.surface } : {}),
			font: {
				fontFiles: [join(fonts, 'Inter-Regular.ttf'), join(fonts, 'Inter-SemiBold.ttf')],
				loadSystemFonts: hasOtherScript(svg),
				defaultFontFamily: 'Inter',
			},
		});
		return resvg.render().asPng();
	} catch (cause) {
		throw new SerError('INPUT', `PNG: the drawing is not a readable SVG: ${String(cause)}`, { cause });
	}
}

/** Whether a text holds letters beyond Latin-1 and common punctuation. */
function hasOtherScript(svg: string): boolean {
	return /[^\s -\u00ff\u2010-\u2026\u20ac\u2122\u2212]/.test(svg);
}

function packageRoot(): string {
	return dirname(createRequire(import.meta.url).resolve('@ser/viz/package.json'));
}
