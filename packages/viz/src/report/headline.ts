import type { RunMetrics } from '@ser/metrics';
import { per100 } from '../format.js';

/** The result as a plain sentence that needs no statistics. */
export function headlineSentence(metrics: RunMetrics): string {
	const right = Math.round(100 * metrics.uar);
	const result = `this model names the right one of ${metrics.classes.length} emotions ${right} times in 100; chance is ${per100(metrics.chance)}.`;
	return metrics.leaky
		? `On speakers it had already heard in training, ${result} Expect much less from a new voice.`
		: `On speakers it never heard, ${result}`;
}
