import type { RunMetrics } from '@ser/metrics';
import pc from 'picocolors';
import { textTable } from './text-table.js';

/** A score as people in the field write it: `.628`. */
export const points = (value: number): string => (Number.isFinite(value) ? value.toFixed(3).replace(/^0/, '') : '—');

const interval = ([low, high]: readonly [number, number]) => `(95 % ${points(low)}–${points(high)})`;

/** The numbers of a judged recogniser for a terminal. */
export function scoresText(metrics: RunMetrics): string {
	const { uar, uarInterval, accuracy, accuracyInterval, macroF1, macroF1Interval, chance, leaky, classes } = metrics;
	const stamp = leaky ? ` ${pc.bold(pc.red('LEAKY'))}` : '';
	const table = textTable([
		['emotion', 'precision', 'recall', 'F1', 'clips'],
		...metrics.perClass.map((row) => [
			row.label,
			points(row.precision),
			points(row.recall),
			points(row.f1),
			row.support,
		]),
	]);
	return [
		pc.bold(`UAR ${points(uar)}`) +
			`${stamp} ${interval(uarInterval)}, chance ${points(chance)} for ${classes.length} emotions`,
		`accuracy ${points(accuracy)}${stamp} ${interval(accuracyInterval)}, macro F1 ${points(macroF1)}${stamp} ${interval(macroF1Interval)}`,
		`protocol ${metrics.protocol}: ${metrics.folds.map((fold) => `${fold.name} ${points(fold.uar)}`).join(', ')}`,
		'',
		table,
	].join('\n');
}
