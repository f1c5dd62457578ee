import { escapeHtml } from '../../escape-html.js';
import { counted, percent, percentRange } from '../../format.js';
import { shareBar } from '../../page/elements.js';
import { headlineSentence } from '../headline.js';
import type { ReportRun } from '../types.js';

/** The result of a run in one screen. */
export function summaryHtml({ metrics, judgements }: ReportRun): string {
	const speakers = new Set(judgements.map((judgement) => judgement.speaker)).size;
	const facts: [string, string, string][] = [
		['Accuracy', percent(metrics.accuracy), percentRange(metrics.accuracyInterval)],
		['Macro F1', percent(metrics.macroF1), percentRange(metrics.macroF1Interval)],
		['ROC-AUC', Number.isFinite(metrics.rocAuc) ? metrics.rocAuc.toFixed(2) : 'n/a', 'one against the rest'],
		['Calibration error', percent(metrics.calibration.ece), 'mean gap, confidence to accuracy'],
	];
	return `<div class="summary">
${metrics.leaky ? leakyBanner : ''}
<p class="headline">${escapeHtml(headlineSentence(metrics))}</p>
<div class="hero">
<div class="uar"><p class="figure">${percent(metrics.uar)}${metrics.leaky ? leakyStamp : ''}</p>
<p class="what"><abbr title="unweighted average recall">UAR</abbr>, 95 % interval ${percentRange(metrics.uarInterval)}</p>
${shareBar(metrics.uar, { interval: metrics.uarInterval, chance: metrics.chance })}
<p class="scale" aria-hidden="true"><span>0</span><span style="left:${(100 * metrics.chance).toFixed(1)}%">chance</span><span>100 %</span></p></div>
<dl class="facts">${facts
		.map(
			([name, value, note]) =>
				`<div><dt>${name}</dt><dd>${value}${metrics.leaky ? leakyStamp : ''}<small>${note}</small></dd></div>`,
		)
		.join('')}</dl>
</div>
<p class="basis">${counted(judgements.length, 'clip')} of ${counted(speakers, 'speaker')}, each judged by a model that was trained without ${
		metrics.leaky ? 'that clip' : 'that speaker'
	}. Protocol: ${escapeHtml(metrics.protocol)}.</p>
</div>`;
}

/** Stands beside every number of a run whose test speakers were heard in training. */
export const leakyStamp = '<span class="leaky">LEAKY</span>';

const leakyBanner = `<div class="banner" role="note"><strong>LEAKY</strong><p>The same speakers or recordings stand in training and test. These numbers say how well the model remembers voices, not how well it will hear a new one. Do not quote them.</p></div>`;
