import { type Matrix, takeRows } from '@ser/core';
import { etaSquared } from '../eta-squared.js';
import { distributionPlot } from '../plots/distribution.js';
import { projectionPlot } from '../plots/projection.js';
import { project } from '../project.js';
import { figureHtml } from './elements.js';

/** The features of clips with their labels. */
export interface LabelledFeatures {
	names: readonly string[];
	/** clips × features */
	values: Matrix;
	labels: readonly string[];
}

/** The four features with the largest effect as ridges, and all clips in two dimensions. */
export function featureFigures(features: LabelledFeatures, document: Document | undefined): string {
	const effects = etaSquared(features.values, features.labels);
	const best = [...features.names.keys()].sort((a, b) => (effects[b] as number) - (effects[a] as number)).slice(0, 4);
	const ridges = best.map((c) => ridge(features, c, document)).join('');
	return `<div class="pair">${ridges}</div>${projectionFigure(features, document)}`;
}

function ridge({ names, values, labels }: LabelledFeatures, c: number, document: Document | undefined): string {
	const column = Float32Array.from({ length: values.rows }, (_, r) => values.data[r * values.cols + c] as number);
	if (!column.some(Number.isFinite)) return '';
	const name = names[c] as string;
	return figureHtml((width) => distributionPlot({ name, values: column, labels }, { width, document }), { wide: 420 });
}

/** PCA of at most 1500 clips, evenly taken. A value that is not finite counts as 0: it must not cost the picture. */
function projectionFigure({ values, labels }: LabelledFeatures, document: Document | undefined): string {
	const every = Math.ceil(values.rows / 1500);
	const kept = Array.from({ length: Math.ceil(values.rows / every) }, (_, i) => i * every);
	if (kept.length < 3) return '';
	const taken = takeRows(values, kept);
	const projection = project({ ...taken, data: taken.data.map((value) => (Number.isFinite(value) ? value : 0)) });
	const shown = kept.map((r) => labels[r] as string);
	return figureHtml((width) => projectionPlot(projection, shown, { width, document }));
}
