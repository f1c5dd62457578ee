import { percent, wholeNumber } from '../../format.js';
import { figureHtml, type Section, tableHtml } from '../../page/elements.js';
import { reliabilityPlot } from '../../plots/reliability.js';
import type { ReportOptions, ReportRun } from '../types.js';

/** Whether its confidence can be believed. */
export function calibrationSection({ metrics }: ReportRun, index: number, { document }: ReportOptions): Section {
	const { bins, ece, brier, logLoss } = metrics.calibration;
	const filled = bins.filter((bin) => bin.count > 0);
	const clips = filled.reduce((sum, bin) => sum + bin.count, 0);
	const bias = filled.reduce((sum, bin) => sum + (bin.confidence - bin.accuracy) * bin.count, 0) / Math.max(1, clips);
	const verdict =
		Math.abs(bias) < 0.03
			? 'On the whole its confidence matches how often it is right.'
			: bias > 0
				? `It is surer than it should be: its confidence is on average ${percent(bias)} above its accuracy.`
				: `It is more modest than it need be: its confidence is on average ${percent(-bias)} below its accuracy.`;
	const plot =
		filled.length === 0
			? ''
			: figureHtml((width) => reliabilityPlot(metrics.calibration, { width, document, leaky: metrics.leaky }), {
					wide: 480,
				});
	const table = tableHtml('Confidence and accuracy', filled, [
		{ heading: 'Mean confidence', cell: (bin) => percent(bin.confidence), numeric: true },
		{ heading: 'Right', cell: (bin) => percent(bin.accuracy), numeric: true },
		{ heading: 'Clips', cell: (bin) => wholeNumber(bin.count), numeric: true },
	]);
	return {
		id: `calibration-${index}`,
		heading: 'Can its confidence be believed?',
		lead: verdict,
		body: `${plot}<p>Expected calibration error ${percent(ece, 1)}, Brier score ${brier.toFixed(3)}, log loss ${logLoss.toFixed(3)}.</p><details><summary>Numbers</summary>${table}</details>`,
	};
}
