import { figureHtml, type Section } from '../../page/elements.js';
import { histogramPlot } from '../../plots/corpus.js';
import { distributionPlot } from '../../plots/distribution.js';
import type { ExploreInput, ExploreOptions } from '../types.js';
import { median } from '../warnings.js';
import { decibels } from './speakers.js';

/** How loud and how noisy the clips are. */
export function levelsSection({ clips }: ExploreInput, { document }: ExploreOptions): Section | undefined {
	const levels = clips.map(({ levelDb }) => levelDb);
	const snrs = clips.map(({ snrDb }) => snrDb ?? Number.NaN);
	const labels = clips.map(({ emotion }) => emotion);
	const figures: string[] = [];
	if (levels.some(Number.isFinite)) {
		figures.push(
			figureHtml((width) => histogramPlot(levels, { width, document, unit: 'dBFS' }), { wide: 420, caption: 'Levels' }),
		);
	}
	if (snrs.some(Number.isFinite)) {
		figures.push(
			figureHtml((width) => histogramPlot(snrs, { width, document, unit: 'dB' }), {
				wide: 420,
				caption: 'Signal-to-noise ratio',
			}),
		);
	}
	if (figures.length === 0) return undefined;
	if (levels.some(Number.isFinite) && new Set(labels).size > 1) {
		const byEmotion = { name: 'Level (dBFS)', values: levels, labels };
		figures.push(figureHtml((width) => distributionPlot(byEmotion, { width, document }), { wide: 420 }));
	}
	const snr = median(snrs);
	return {
		id: 'levels',
		heading: 'Loudness and noise',
		lead: `Median level ${decibels(median(levels), 'dBFS')}${Number.isFinite(snr) ? `, median signal-to-noise ratio ${decibels(snr, 'dB')}` : ''}.`,
		body: `<div class="pair">${figures.join('')}</div>`,
	};
}
