import { duration } from '../../format.js';
import { figureHtml, type Section } from '../../page/elements.js';
import { classBalancePlot, durationsPlot } from '../../plots/corpus.js';
import type { ExploreInput, ExploreOptions } from '../types.js';
import { median } from '../warnings.js';

/** Clips by emotion and by sex, and how long they are. */
export function balanceSection({ clips }: ExploreInput, { document }: ExploreOptions): Section {
	const labels = clips.map(({ emotion }) => emotion);
	const corpora = clips.map(({ corpus }) => corpus ?? '');
	const sexes = clips.map(({ sex }) => sex ?? '');
	const by = new Set(corpora).size > 1 ? corpora : new Set(sexes).size > 1 ? sexes : undefined;
	const what = by === corpora ? ' and corpus' : by === sexes ? ' and sex' : '';
	const seconds = clips.map((clip) => clip.durationSeconds);
	return {
		id: 'balance',
		heading: 'Balance and durations',
		lead: `Half of the clips are shorter than ${duration(median(seconds))}.`,
		body: [
			figureHtml((width) => classBalancePlot(labels, { width, document, by }), { caption: `Clips by emotion${what}` }),
			figureHtml((width) => durationsPlot(seconds, { width, document })),
		].join('\n'),
	};
}
