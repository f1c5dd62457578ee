import { escapeHtml } from '../../escape-html.js';
import { counted, pValue, threeDigits } from '../../format.js';
import { type Column, figureHtml, type Section, tableHtml } from '../../page/elements.js';
import { featureFigures } from '../../page/feature-figures.js';
import { importancePlot } from '../../plots/importance.js';
import type { ExploreInput, ExploreOptions, Separability } from '../types.js';

/** Which single features tell the emotions apart, tested and corrected. */
export function separabilitySection(
	{ separability, features }: ExploreInput,
	{ document }: ExploreOptions,
): Section | undefined {
	if (!separability && !features) return undefined;
	const parts: string[] = [];
	let lead: string | undefined;
	if (separability && separability.names.length > 0) {
		const { names, p, correction } = separability;
		const sure = p ? Array.from(p).filter((value) => value < 0.05).length : undefined;
		if (sure !== undefined) {
			lead = `${counted(sure, 'feature')} of ${names.length} differ between the emotions at p < .05${correction ? ` after ${escapeHtml(correction)} correction` : ''}. Hollow bars do not.`;
		}
		const { values, measure } = mainMeasure(separability);
		const scores = names.map((name, i) => ({ name, value: values[i] as number, p: p?.[i] }));
		parts.push(figureHtml((width) => importancePlot(scores, { width, document, measure, top: 15 })));
		parts.push(`<details><summary>Numbers</summary>${scoreTable(separability)}</details>`);
	}
	if (features) parts.push(featureFigures(features, document));
	return { id: 'separability', heading: 'Which features tell them apart', lead, body: parts.join('\n') };
}

function mainMeasure({ etaSquared, mutualInformation, f }: Separability): {
	values: ArrayLike<number>;
	measure: string;
} {
	if (etaSquared) return { values: etaSquared, measure: 'eta² (share of variance between emotions)' };
	if (mutualInformation) return { values: mutualInformation, measure: 'mutual information (bits)' };
	return { values: f, measure: 'ANOVA F' };
}

function scoreTable({ names, f, p, etaSquared, mutualInformation, correction }: Separability): string {
	const rows = names
		.map((name, i) => ({ name, f: f[i] as number, p: p?.[i], eta: etaSquared?.[i], bits: mutualInformation?.[i] }))
		.sort((a, b) => b.f - a.f)
		.slice(0, 200);
	const columns: Column<(typeof rows)[number]>[] = [
		{ heading: 'Feature', cell: (row) => escapeHtml(row.name) },
		{ heading: 'ANOVA F', cell: (row) => threeDigits(row.f), numeric: true },
	];
	if (p)
		columns.push({
			heading: correction ? `p (${correction})` : 'p',
			cell: (row) => escapeHtml(pValue(row.p ?? Number.NaN)),
			numeric: true,
		});
	if (etaSquared) columns.push({ heading: 'eta²', cell: (row) => threeDigits(row.eta ?? Number.NaN), numeric: true });
	if (mutualInformation) {
		columns.push({
			heading: 'Mutual information, bits',
			cell: (row) => threeDigits(row.bits ?? Number.NaN),
			numeric: true,
		});
	}
	return tableHtml('Features, largest F first', rows, columns, { paged: 20 });
}
