import { escapeHtml } from '../../escape-html.js';
import { audioHtml, emotionTag, figureHtml, type Section } from '../../page/elements.js';
import { emotionColor, orderLabels } from '../../palette.js';
import { melPlot } from '../../plots/sound-heat-maps.js';
import { waveformPlot } from '../../plots/waveform.js';
import type { ExploreExample, ExploreInput, ExploreOptions } from '../types.js';

/** One clip of each emotion: waveforms side by side on one scale, then mel spectrograms with players. */
export function examplesSection(
	{ examples = [], audio }: ExploreInput,
	{ document }: ExploreOptions,
): Section | undefined {
	if (examples.length === 0) return undefined;
	const order = orderLabels(examples.map(({ emotion }) => emotion));
	const sorted = [...examples].sort((a, b) => order.indexOf(a.emotion) - order.indexOf(b.emotion));
	const waveforms = figureHtml(
		(width) =>
			waveformPlot(
				sorted.map(({ emotion, waveform }) => ({ label: emotion, waveform })),
				{ width, document },
			),
		{ caption: 'Waveforms on one scale', wide: 860 },
	);
	const card = ({ emotion, path, waveform, logMel, hopLength, fMax }: ExploreExample) => {
		const plot = figureHtml(
			(width) => melPlot(logMel, { width, height: 200, document, sampleRate: waveform.sampleRate, hopLength, fMax }),
			{ wide: 350, caption: '' },
		);
		return `<div><p class="verdict">${emotionTag(emotion, emotionColor(emotion, order))}</p>${plot}<p class="clip-name">${escapeHtml(path.split(/[\\/]/).at(-1) ?? path)}</p>${audioHtml(audio?.(path), path)}</div>`;
	};
	return {
		id: 'examples',
		heading: 'How the emotions sound',
		lead: 'One clip of each emotion.',
		body: `${waveforms}<h3>Mel spectrograms</h3><div class="examples">${sorted.map(card).join('\n')}</div>`,
	};
}
