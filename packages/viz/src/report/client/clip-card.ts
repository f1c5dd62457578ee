import { clipCanvas } from '../../page/client/clip-canvas.js';
import { element } from '../../page/client/element.js';
import type { RunClips } from './run-clips.js';

/** One clip: its picture, what it is, what the model said, and its sound. */
export function clipCard(clips: RunClips, clip: number): HTMLLIElement {
	const { run } = clips;
	const path = clips.path(clip);
	const name = path.split(/[\\/]/).at(-1) || path;
	const truth = clips.truth[clip] as number;
	const predicted = clips.predicted[clip] as number;
	const facts = [
		clips.speaker.values[clips.speaker.index[clip] as number],
		...clips.groups.map(([, column]) => column.values[column.index[clip] as number]),
		`fold\u00a0${clips.fold.values[clips.fold.index[clip] as number]}`,
	];
	const picture = run.pictures[clip];
	const href = clips.audio(clip);
	return element(
		'li',
		{ class: 'clip' },
		picture ? element('div', { class: 'clip-picture' }, clipCanvas(picture)) : undefined,
		element(
			'div',
			{ class: 'clip-text' },
			verdict(clips, truth, predicted),
			element('p', { class: 'clip-name', title: path }, name),
			element('p', { class: 'clip-facts' }, [...new Set(facts)].filter(Boolean).join(' · ')),
			probabilityBars(clips, clip, truth),
			href === undefined
				? undefined
				: element('audio', { controls: true, preload: 'none', src: href, 'aria-label': `Sound of ${name}` }),
		),
	);
}

function verdict(clips: RunClips, truth: number, predicted: number): HTMLElement {
	const { classes, colors } = clips.run;
	const label = (index: number) =>
		element(
			'span',
			{ class: 'tag' },
			element('i', { style: `background:${colors[index] ?? 'var(--ser-muted)'}` }),
			classes[index] ?? 'unknown',
		);
	if (truth === predicted) return element('p', { class: 'verdict' }, label(truth), ' recognised');
	return element('p', { class: 'verdict' }, label(truth), ' taken for ', label(predicted));
}

function probabilityBars(clips: RunClips, clip: number, truth: number): HTMLElement {
	const { classes, colors } = clips.run;
	const ranked = classes
		.map((label, index) => ({ label, index, p: clips.probability(clip, index) }))
		.sort((a, b) => b.p - a.p)
		.filter(({ index }, place) => place < 3 || index === truth);
	return element(
		'ul',
		{ class: 'probabilities' },
		...ranked.map(({ label, index, p }) =>
			element(
				'li',
				{},
				element('span', {}, label),
				element('i', { style: `--p:${(100 * p).toFixed(1)}%;--c:${colors[index]}` }),
				element('span', { class: 'n' }, `${Math.round(100 * p)} %`),
			),
		),
	);
}
