import { escapeHtml } from '../../escape-html.js';
import { threeDigits } from '../../format.js';
import type { Section } from '../../page/elements.js';
import { tableHtml } from '../../page/elements.js';
import type { ReportOptions, ReportRun } from '../types.js';

/** What it listens to. */
export function featuresSection({ features }: ReportRun, index: number, _options: ReportOptions): Section | undefined {
	if (!features?.importance) return undefined;
	const ranked = features.names
		.map((name, i) => ({ name, importance: features.importance?.[i] ?? 0 }))
		.sort((a, b) => b.importance - a.importance)
		.slice(0, 15);
	return {
		id: `features-${index}`,
		heading: 'What it listens to',
		body: tableHtml('Most important features', ranked, [
			{ heading: 'Feature', cell: (row) => escapeHtml(row.name) },
			{ heading: 'Importance', cell: (row) => threeDigits(row.importance), numeric: true },
		]),
	};
}
