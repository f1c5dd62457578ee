import { threeDigits } from '../../format.js';
import { type Section, tableHtml } from '../../page/elements.js';
import type { ReportOptions, ReportRun } from '../types.js';

/** How the network learned. */
export function learningSection({ history }: ReportRun, index: number, _options: ReportOptions): Section | undefined {
	if (!history || history.length === 0) return undefined;
	const last = new Map(history.map((point) => [point.fold, point]));
	return {
		id: `learning-${index}`,
		heading: 'How it learned',
		body: tableHtml(
			'Last epoch of each fold',
			[...last.values()],
			[
				{ heading: 'Fold', cell: (point) => point.fold },
				{ heading: 'Epoch', cell: (point) => String(point.epoch), numeric: true },
				{ heading: 'Loss', cell: (point) => threeDigits(point.loss), numeric: true },
			],
		),
	};
}
