import { escapeHtml, scriptJson } from '../escape-html.js';
import { interFont } from '../generated/inter-font.js';
import { pageStyles } from '../generated/page-styles.js';
import { themeCss } from '../palette.js';

export interface Page {
	title: string;
	/** for search results and link previews */
	description: string;
	/** trusted HTML */
	body: string;
	/** read by the script as JSON from `#page-data` */
	data?: unknown;
	/** trusted JavaScript */
	script?: string;
}

/** A complete HTML document that asks nothing of the network: styles, data and script stand inside. */
export function pageHtml({ title, description, body, data, script }: Page): string {
	const policy =
		"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; img-src data: 'self' file:; media-src * data: blob: file:";
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
<link rel="icon" href="data:,">
<style>@font-face{font-family:Inter;font-weight:100 900;font-display:block;src:url(data:font/woff2;base64,${interFont}) format('woff2')}
:root{${themeCss('light')}}@media screen and (prefers-color-scheme:dark){:root{${themeCss('dark')}}}
${pageStyles}</style>
</head>
<body>
${body}
${data === undefined ? '' : `<script type="application/json" id="page-data">${scriptJson(data)}</script>`}
${script === undefined ? '' : `<script>${script.replace(/<\/script/gi, '<\\/script')}</script>`}
</body>
</html>
`;
}
