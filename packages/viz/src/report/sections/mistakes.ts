import { counted, percent } from '../../format.js';
import type { Section } from '../../page/elements.js';
import { confidenceOf } from '../report-data.js';
import type { ReportRun } from '../types.js';

/** The mistakes it was surest of, to listen to: these show wrong labels as well as deaf spots. */
export function mistakesSection({ judgements }: ReportRun, index: number): Section {
	const wrong = judgements.filter((judgement) => judgement.truth !== judgement.predicted);
	const sure = wrong.filter((judgement) => confidenceOf(judgement) >= 0.8).length;
	return {
		id: `mistakes-${index}`,
		heading: 'Its most confident mistakes',
		lead:
			wrong.length === 0
				? 'No clip was misjudged.'
				: `${counted(wrong.length, 'clip')} of ${judgements.length} (${percent(wrong.length / judgements.length)}) misjudged, ${sure} of them with a confidence of 80 % or more. Listen to these first: they show wrong labels as well as what the model cannot hear.`,
		body: wrong.length === 0 ? '' : `<div class="clips" data-clips="${index}" data-preset="mistakes"></div>`,
	};
}
