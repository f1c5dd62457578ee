import { SerError } from '@ser/core';
import { escapeHtml } from '../escape-html.js';
import { counted } from '../format.js';
import { reportScript } from '../generated/report-script.js';
import { contentsHtml, type Section, sectionHtml } from '../page/elements.js';
import { pageHtml } from '../page/page-html.js';
import { headlineSentence } from './headline.js';
import { pageRun } from './report-data.js';
import { calibrationSection } from './sections/calibration.js';
import { classesSection } from './sections/classes.js';
import { compareSection } from './sections/compare.js';
import { configurationSection } from './sections/configuration.js';
import { confusionSection } from './sections/confusion.js';
import { featuresSection } from './sections/features.js';
import { groupsSection } from './sections/groups.js';
import { learningSection } from './sections/learning.js';
import { mistakesSection } from './sections/mistakes.js';
import { protocolSection } from './sections/protocol.js';
import { leakyStamp, summaryHtml } from './sections/summary.js';
import type { ReportOptions, ReportRun } from './types.js';

/**
 * One self-contained HTML file that says how good recognisers are, where they fail, on whom, and lets the reader listen.
 *
 * @param runs at least one; with several, a comparison comes first and each run can be chosen
 * @returns a complete document; it needs no network and works from `file://`
 * @throws {SerError} INPUT without runs or judgements; UNSUPPORTED in Node from the main entry (use `@ser/viz/node`)
 */
export function reportHtml(runs: readonly ReportRun[], options: ReportOptions = {}): string {
	if (runs.length === 0) throw new SerError('INPUT', 'report: needs at least one run, got none');
	for (const run of runs) {
		if (run.judgements.length === 0) throw new SerError('INPUT', `report: run "${run.name}" has no judged clips`);
	}
	const first = runs[0] as ReportRun;
	const title = options.title ?? (runs.length === 1 ? first.name : `Comparison of ${runs.length} recognisers`);
	const articles = runs.map((run, index) => runArticle(run, index, runs.length, options));
	const body = `<a class="skip" href="#main">Skip to content</a>
<header class="page"><p class="eyebrow">Speech emotion recognition report</p><h1>${escapeHtml(title)}</h1>${
		options.date ? `<p class="date">${escapeHtml(options.date)}</p>` : ''
	}</header>
<main id="main">
${runs.length > 1 ? compareSection(runs, options) + runTabs(runs) : ''}
${articles.join('\n')}
</main>
<footer class="page"><p>Made by <code>@ser/viz</code>. UAR, unweighted average recall, is the mean over the emotions of the share recognised: an emotion with few clips counts as much as one with many.</p></footer>`;
	return pageHtml({
		title: `${title} · speech emotion recognition`,
		description: headlineSentence(first.metrics),
		body,
		data: runs.map((run) => pageRun(run, options.maxPictures ?? 2000)),
		script: reportScript,
	});
}

function runArticle(run: ReportRun, index: number, count: number, options: ReportOptions): string {
	const sections = [
		protocolSection(run, index),
		classesSection(run, index, options),
		confusionSection(run, index),
		mistakesSection(run, index),
		calibrationSection(run, index, options),
		groupsSection(run, index, options),
		learningSection(run, index, options),
		featuresSection(run, index, options),
		configurationSection(run, index),
	].filter((section): section is Section => section !== undefined);
	const several = count > 1;
	return `<article class="run" id="run-${index}" data-run="${index}"${several ? ` aria-labelledby="run-${index}-h"` : ''}>
${several ? `<h2 class="run-name" id="run-${index}-h">${escapeHtml(run.name)}</h2>` : ''}
${summaryHtml(run)}
<div class="columns">
${contentsHtml(sections)}
<div class="sections">
${sections.map(sectionHtml).join('\n')}
</div>
</div>
</article>`;
}

function runTabs(runs: readonly ReportRun[]): string {
	const tabs = runs.map(
		(run, i) =>
			`<button type="button" data-show-run="${i}" aria-pressed="${i === 0}">${escapeHtml(run.name)}${run.metrics.leaky ? leakyStamp : ''}</button>`,
	);
	return `<div class="tabs" role="group" aria-label="Choose one of ${escapeHtml(counted(runs.length, 'run'))}">${tabs.join('')}</div>`;
}
