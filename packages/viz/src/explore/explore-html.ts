import { SerError } from '@ser/core';
import { escapeHtml } from '../escape-html.js';
import { counted, duration } from '../format.js';
import { exploreScript } from '../generated/explore-script.js';
import { contentsHtml, listHtml, type Section, sectionHtml } from '../page/elements.js';
import { pageHtml } from '../page/page-html.js';
import { orderLabels } from '../palette.js';
import { balanceSection } from './sections/balance.js';
import { examplesSection } from './sections/examples.js';
import { duplicatesSection, skippedSection, suspiciousSection } from './sections/findings.js';
import { formatsSection } from './sections/formats.js';
import { levelsSection } from './sections/levels.js';
import { separabilitySection } from './sections/separability.js';
import { speakersSection } from './sections/speakers.js';
import type { ExploreInput, ExploreOptions } from './types.js';
import { corpusWarnings } from './warnings.js';

/**
 * One self-contained page on a corpus before any training: what is in it, how it sounds, what is wrong with it.
 *
 * @returns a complete document; it needs no network and works from `file://`
 * @throws {SerError} INPUT without clips; UNSUPPORTED in Node from the main entry (use `@ser/viz/node`)
 */
export function exploreHtml(input: ExploreInput, options: ExploreOptions = {}): string {
	if (input.clips.length === 0) throw new SerError('INPUT', 'explore: needs at least one clip, got none');
	const title = options.title ?? input.name;
	const sections = [
		warningsSection(input),
		balanceSection(input, options),
		speakersSection(input),
		levelsSection(input, options),
		formatsSection(input),
		examplesSection(input, options),
		separabilitySection(input, options),
		suspiciousSection(input),
		duplicatesSection(input),
		skippedSection(input),
		repeatSection(input),
	].filter((section): section is Section => section !== undefined);
	const sentence = headline(input);
	const body = `<a class="skip" href="#main">Skip to content</a>
<header class="page"><p class="eyebrow">Speech emotion corpus, before training</p><h1>${escapeHtml(title)}</h1>${
		options.date ? `<p class="date">${escapeHtml(options.date)}</p>` : ''
	}</header>
<main id="main"><div class="summary"><p class="headline">${escapeHtml(sentence)}</p>${facts(input)}</div>
<div class="columns">${contentsHtml(sections)}<div class="sections">
${sections.map(sectionHtml).join('\n')}
</div></div></main>
<footer class="page"><p>Made by <code>@ser/viz</code>. Levels are RMS over the active part of a clip; signal-to-noise ratios are estimates from the quietest frames.</p></footer>`;
	return pageHtml({ title: `${title} · speech emotion corpus`, description: sentence, body, script: exploreScript });
}

function headline({ clips }: ExploreInput): string {
	const emotions = orderLabels(clips.map(({ emotion }) => emotion));
	const speakers = new Set(clips.map(({ speaker }) => speaker)).size;
	const seconds = clips.reduce(
		(sum, clip) => sum + (Number.isFinite(clip.durationSeconds) ? clip.durationSeconds : 0),
		0,
	);
	return `${counted(clips.length, 'clip')}, ${duration(seconds)} of speech by ${counted(speakers, 'speaker')} in ${counted(emotions.length, 'emotion')}: ${emotions.join(', ')}.`;
}

function facts({ clips, duplicates = [], suspicious = [], skipped = [] }: ExploreInput): string {
	const items: [string, string, string][] = [
		[
			'Clips',
			counted(clips.length, 'clip').split(' ')[0] as string,
			`${new Set(clips.map(({ corpus }) => corpus ?? '')).size > 1 ? 'from several corpora' : 'from one corpus'}`,
		],
		['Duplicates', String(duplicates.length), 'groups of equal or nearly equal clips'],
		['Suspicious labels', String(suspicious.length), 'worth listening to'],
		['Skipped files', String(skipped.length), 'not clips, or unreadable'],
	];
	return `<dl class="facts wide-facts">${items
		.map(([name, value, note]) => `<div><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>`)
		.join('')}</dl>`;
}

function warningsSection(input: ExploreInput): Section {
	const warnings = corpusWarnings(input);
	const notes = input.notes ?? [];
	const unmapped = Object.entries(input.unmappedLabels ?? {});
	const found =
		warnings.length === 0
			? '<div class="check good"><p><strong>No trap was found</strong> among those this page looks for.</p></div>'
			: warnings
					.map(
						({ title, text }) =>
							`<div class="check bad"><p><strong>${escapeHtml(title)}</strong> ${escapeHtml(text)}</p></div>`,
					)
					.join('\n');
	const labels =
		unmapped.length === 0
			? ''
			: `<h3>Labels without a common emotion</h3>${listHtml(unmapped.map(([label, count]) => `${label}: ${counted(count, 'clip')}`))}`;
	return {
		id: 'warnings',
		heading: 'Before you train',
		body: `${found}${notes.length > 0 ? `<h3>Notes</h3>${listHtml(notes)}` : ''}${labels}`,
	};
}

function repeatSection({ command }: ExploreInput): Section | undefined {
	if (!command) return undefined;
	return {
		id: 'repeat',
		heading: 'How to repeat it',
		body: `<pre class="command" tabindex="0"><code>${escapeHtml(command)}</code></pre>`,
	};
}
