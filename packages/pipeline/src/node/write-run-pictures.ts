import { join } from 'node:path';
import type { Picture } from '@ser/viz';
import {
	confusionPlot,
	groupGapsPlot,
	importancePlot,
	learningCurvesPlot,
	perClassPlot,
	reliabilityPlot,
	toPng,
	uarPlot,
} from '@ser/viz/node';
import type { Run } from './run-folder.js';
import { type ReportExtras, reportRunOf } from './run-report.js';
import { writeFileAtomic } from './write-file-atomic.js';

/** Writes the plots of a run as PNG (and SVG) files, for papers and slides. @returns the files written */
export async function writeRunPictures(dir: string, run: Run, { features }: ReportExtras = {}): Promise<string[]> {
	const { metrics } = run;
	const { name, history = [] } = reportRunOf(run, dir);
	const { leaky, chance } = metrics;
	const pictures: Record<string, Picture> = {
		confusion: confusionPlot(metrics, { leaky }),
		'per-class': perClassPlot(metrics.perClass, { chance, leaky }),
		reliability: reliabilityPlot(metrics.calibration, { leaky }),
		uar: uarPlot([{ name, uar: metrics.uar, interval: metrics.uarInterval, leaky }], { chance, leaky }),
	};
	if (Object.values(metrics.groups).some((group) => group.length > 1)) {
		pictures.groups = groupGapsPlot(metrics.groups, { chance, overall: metrics.uar, leaky });
	}
	if (history.length > 0) pictures['learning-curves'] = learningCurvesPlot(history, { leaky });
	if (features?.importance) {
		const scores = features.names.map((feature, i) => ({ name: feature, value: features.importance![i]! }));
		pictures.features = importancePlot(scores, { measure: 'ANOVA F' });
	}
	const written: string[] = [];
	for (const [plot, picture] of Object.entries(pictures)) {
		const base = join(dir, `${name}-${plot}`);
		await writeFileAtomic(`${base}.svg`, picture.svg);
		await writeFileAtomic(`${base}.png`, await toPng(picture.svg, { width: 1200 }));
		written.push(`${base}.png`, `${base}.svg`);
	}
	return written;
}
