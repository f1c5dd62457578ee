import { themeVariables } from './palette.js';

/**
 * A drawing with one theme's colours written into it, for programs that know neither CSS variables nor media queries
 * (resvg, Inkscape, TeX).
 *
 * @param svg made by a plot function of this package
 * @returns the drawing, and the theme's background colour, which the drawing itself does not paint
 */
export function themedSvg(svg: string, theme: 'light' | 'dark'): { svg: string; surface: string } {
	const colors = themeVariables(theme);
	const fixed = svg
		.replace(/<style>[\s\S]*?<\/style>/, '')
		.replace(/(<svg[^>]* class="ser-plot")/, `$1 color="${colors.ink}"`)
		.replace(/(="[^"]*?)var\(--ser-([a-z0-9-]+)\)/g, (whole, before: string, name: string) =>
			colors[name] ? before + colors[name] : whole,
		);
	return { svg: fixed, surface: colors.surface as string };
}
