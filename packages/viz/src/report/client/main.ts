import { pageData } from '../../page/client/decode.js';
import type { PageRun } from '../report-data.js';
import { clipBrowser } from './clip-browser.js';
import { unpackRun } from './run-clips.js';

const runs = pageData<PageRun[]>();
const articles = [...document.querySelectorAll<HTMLElement>('article[data-run]')];
const started = new Set<number>();

/** Fills the lists of a run when it is first shown. */
function start(index: number): void {
	const run = runs[index];
	const article = articles[index];
	if (!run || !article || started.has(index)) return;
	started.add(index);
	const clips = unpackRun(run);
	let main: ReturnType<typeof clipBrowser> | undefined;
	for (const host of article.querySelectorAll<HTMLElement>('[data-clips]')) {
		const browser = clipBrowser(host, clips, host.dataset.preset === 'mistakes' ? 'mistakes' : 'all');
		if (host.dataset.preset === 'all') main = browser;
	}
	article.querySelector('table.confusion')?.addEventListener('click', (event) => {
		const cell = (event.target as Element).closest<HTMLElement>('[data-truth]');
		if (cell) main?.open(Number(cell.dataset.truth), Number(cell.dataset.predicted));
	});
}

function show(index: number): void {
	articles.forEach((article, i) => {
		article.hidden = i !== index;
	});
	for (const tab of document.querySelectorAll<HTMLElement>('[data-show-run]')) {
		tab.setAttribute('aria-pressed', String(Number(tab.dataset.showRun) === index));
	}
	start(index);
}

for (const tab of document.querySelectorAll<HTMLElement>('[data-show-run]')) {
	tab.addEventListener('click', () => show(Number(tab.dataset.showRun)));
}
const asked = /^#[a-z]+-(\d+)/.exec(location.hash);
requestAnimationFrame(() => setTimeout(() => show(asked ? Math.min(Number(asked[1]), articles.length - 1) : 0)));
window.addEventListener('beforeprint', () => {
	for (const details of document.querySelectorAll('details')) details.open = true;
});
