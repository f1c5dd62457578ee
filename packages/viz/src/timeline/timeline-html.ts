import { SerError, type Waveform } from '@ser/core';
import { escapeHtml } from '../escape-html.js';
import { clock, counted, duration, percent } from '../format.js';
import { timelineScript } from '../generated/timeline-script.js';
import { emotionTag, figureHtml, listHtml, sectionHtml } from '../page/elements.js';
import { pageHtml } from '../page/page-html.js';
import { emotionColor, orderLabels } from '../palette.js';
import { dominantOf, emotionShares, timelineMargins, timelinePlot } from '../plots/timeline.js';
import { waveformPlot } from '../plots/waveform.js';
import type { TimelineInput, TimelinePageOptions, TimelineSegment } from './types.js';

/** What the page's script reads. */
export interface TimelineData {
	/** in the order of the legend */
	classes: string[];
	colors: string[];
	/** [start, end, probabilities in percent…] */
	segments: number[][];
}

/**
 * One self-contained page for the emotions of a long recording: probabilities over time, a player that moves along,
 * and a list of passages; a click in the picture or in the list goes there.
 *
 * @returns a complete document; it needs no network and works from `file://`
 * @throws {SerError} INPUT without segments; UNSUPPORTED in Node from the main entry (use `@ser/viz/node`)
 */
export function timelineHtml(input: TimelineInput, options: TimelinePageOptions = {}): string {
	const { segments, classes } = input;
	if (segments.length === 0) throw new SerError('INPUT', 'timeline: needs at least one segment, got none');
	const order = orderLabels(classes);
	const title = options.title ?? input.name;
	const start = Math.min(...segments.map(({ startSeconds }) => startSeconds));
	const end = segments.reduce((last, { endSeconds }) => Math.max(last, endSeconds), 0);
	const shares = emotionShares(segments, classes);
	const sentence = summarySentence(shares, end - start);
	const plots = `<div class="timeline" data-start="${start}" data-end="${end}" style="--wide-left:${(100 * timelineMargins.left) / 1096}%;--wide-right:${(100 * timelineMargins.right) / 1096}%;--narrow-left:${(100 * timelineMargins.left) / 350}%;--narrow-right:${(100 * timelineMargins.right) / 350}%">
${input.waveform ? waveformTrack(input.waveform, options) : ''}
${emotionTrack(input, options)}</div>
<div class="player"><label for="position">Position <output id="clock">${clock(start)}</output></label>
<input type="range" id="position" min="${start}" max="${end}" step="0.1" value="${start}">
${input.audio ? `<audio id="audio" controls preload="metadata" src="${escapeHtml(input.audio)}" aria-label="Sound of ${escapeHtml(input.name)}"></audio>` : '<p class="small">The sound is not linked in this page.</p>'}</div>
<div class="now"><h3 id="now-h">At this moment</h3><ul class="probabilities" aria-labelledby="now-h"></ul></div>`;
	const passages = passagesOf(segments, classes);
	const sections = [
		sectionHtml({
			id: 'time',
			heading: 'Emotions over time',
			lead: 'Click in the picture, or move the position, to go there.',
			body: plots,
		}),
		sectionHtml({
			id: 'passages',
			heading: 'Passages',
			lead: `${counted(passages.length, 'passage')} in which one emotion is the most probable throughout. Choose one to go there.`,
			body: passagesTable(passages, classes),
		}),
		...(input.notes && input.notes.length > 0
			? [sectionHtml({ id: 'notes', heading: 'Notes', body: listHtml(input.notes) })]
			: []),
		...(input.command
			? [
					sectionHtml({
						id: 'repeat',
						heading: 'How to repeat it',
						body: `<pre class="command" tabindex="0"><code>${escapeHtml(input.command)}</code></pre>`,
					}),
				]
			: []),
	];
	const body = `<a class="skip" href="#main">Skip to content</a>
<header class="page"><p class="eyebrow">Emotion timeline, ${escapeHtml(duration(end - start))}</p><h1>${escapeHtml(title)}</h1>${
		options.date ? `<p class="date">${escapeHtml(options.date)}</p>` : ''
	}</header>
<main id="main"><div class="summary"><p class="headline">${escapeHtml(sentence)}</p>${
		input.trust ? `<p class="basis">How far to trust it: ${escapeHtml(input.trust)}</p>` : ''
	}</div>
${sections.join('\n')}</main>
<footer class="page"><p>Made by <code>@ser/viz</code>. A recogniser hears how something is said, not what a person feels; treat each passage as a place to listen.</p></footer>`;
	const data: TimelineData = {
		classes: order,
		colors: order.map((label) => emotionColor(label, classes)),
		segments: segments.map((segment) => [
			round(segment.startSeconds),
			round(segment.endSeconds),
			...order.map((label) => Math.round(1000 * (segment.probabilities[classes.indexOf(label)] as number)) / 10),
		]),
	};
	return pageHtml({ title: `${title} · emotion timeline`, description: sentence, body, data, script: timelineScript });
}

const round = (seconds: number) => Math.round(seconds * 100) / 100;

function summarySentence(shares: readonly [string, number][], seconds: number): string {
	const [first, second] = shares as [[string, number], [string, number] | undefined];
	const rest = second ? `, then ${second[0]} (${percent(second[1])})` : '';
	return `In ${duration(seconds)}, the voice sounds most often like ${first[0]} (${percent(first[1])} of the time)${rest}.`;
}

interface Passage {
	label: string;
	start: number;
	end: number;
	confidence: number;
}

/** Every track has its own playhead; the script moves them together. */
const track = (kind: 'sound' | 'emotions', figure: string) =>
	`<div class="track ${kind}">${figure}<div class="playhead" aria-hidden="true"></div></div>`;

function waveformTrack(waveform: Waveform, { document }: TimelinePageOptions): string {
	const recording = [{ label: '', waveform, color: 'var(--ser-muted)' }];
	return track(
		'sound',
		figureHtml(
			(width) => waveformPlot(recording, { width, height: 100, document, margins: timelineMargins, bare: true }),
			{
				wide: 1096,
				caption: '',
			},
		),
	);
}

function emotionTrack({ segments, classes }: TimelineInput, { document }: TimelinePageOptions): string {
	return track(
		'emotions',
		figureHtml((width) => timelinePlot(segments, classes, { width, document, height: width > 500 ? 270 : 210 }), {
			wide: 1096,
			caption: '',
		}),
	);
}

/** Neighbouring segments with the same most probable emotion, joined. */
function passagesOf(segments: readonly TimelineSegment[], classes: readonly string[]): Passage[] {
	const passages: (Passage & { count: number })[] = [];
	for (const segment of segments) {
		const label = dominantOf(segment, classes);
		const confidence = segment.probabilities[classes.indexOf(label)] as number;
		const last = passages.at(-1);
		if (last && last.label === label && segment.startSeconds <= last.end + 1e-6) {
			last.end = segment.endSeconds;
			last.confidence = (last.confidence * last.count + confidence) / (last.count + 1);
			last.count++;
		} else {
			passages.push({ label, start: segment.startSeconds, end: segment.endSeconds, confidence, count: 1 });
		}
	}
	return passages;
}

function passagesTable(passages: readonly Passage[], classes: readonly string[]): string {
	const rows = passages.map(
		({ label, start, end, confidence }) =>
			`<tr><th scope="row"><button type="button" class="quiet" data-seek="${round(start)}">${clock(start)}–${clock(end)}</button></th><td>${emotionTag(label, emotionColor(label, classes))}</td><td class="n">${percent(confidence)}</td><td class="n">${duration(end - start)}</td></tr>`,
	);
	return `<div class="scroll" tabindex="0" role="group" aria-label="Passages"><table data-paged="15"><caption>Passages, in the order of time</caption>
<thead><tr><th scope="col">Time</th><th scope="col">Emotion</th><th scope="col" class="n">Mean probability</th><th scope="col" class="n">Length</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}
