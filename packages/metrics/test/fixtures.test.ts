import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chiSquareTail } from '../src/distributions/chi-square-tail.js';
import { fTail } from '../src/distributions/f-tail.js';
import {
	anovaF,
	benjaminiHochberg,
	calibration,
	effectSizes,
	fitTemperature,
	holm,
	type Judgement,
	kappa,
	mcnemar,
	mutualInformation,
	percentileInterval,
	rocAuc,
	score,
} from '../src/index.js';

const fixtures = JSON.parse(readFileSync(new URL('fixtures/metrics.json', import.meta.url), 'utf8'));

function near(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) {
	expect(actual.length).toBe(expected.length);
	for (let i = 0; i < expected.length; i++) {
		expect(Math.abs(actual[i] - expected[i]), `${actual[i]} at ${i} must be ${expected[i]}`).toBeLessThanOrEqual(
			tolerance * Math.max(1, Math.abs(expected[i])),
		);
	}
}

describe.each(fixtures.cases as { name: string }[])('scikit-learn: $name', ({ name: caseName }) => {
	const wanted = fixtures.cases.find(({ name }: { name: string }) => name === caseName);

	test('scores to 1e-12', () => {
		const scores = score(wanted.truth, wanted.predicted, { classes: wanted.classes });
		const names = ['accuracy', 'uar', 'macroPrecision', 'weightedPrecision', 'macroF1', 'weightedF1', 'kappa'] as const;
		for (const name of names) near([scores[name]], [wanted[name]], 1e-12);
		for (const name of ['precision', 'recall', 'f1', 'support'] as const) {
			near(
				scores.perClass.map((own) => own[name]),
				wanted[name],
				1e-12,
			);
		}
		expect(scores.confusion).toEqual(wanted.confusion);
		near([kappa(wanted.truth, wanted.predicted)], [wanted.kappa], 1e-12);
		expect(score(wanted.truth, wanted.predicted).classes).toEqual(wanted.occurring);
	});

	test('calibration and ROC-AUC to 1e-12', () => {
		const { classes, truth, probabilities } = wanted;
		const found = calibration(probabilities, truth, { classes });
		near([found.logLoss, found.brier, found.ece], [wanted.logLoss, wanted.brier, wanted.ece], 1e-12);
		if (wanted.brierSklearn !== null) near([found.brier], [wanted.brierSklearn], 1e-12);
		near([rocAuc(probabilities, truth, { classes })], [wanted.rocAuc], 1e-12);
		expect(found.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(truth.length);
	});
});

test('the temperature equals that of scipy.optimize to 1e-6', () => {
	for (const { name, classes, truth, probabilities, temperature } of fixtures.cases.slice(0, 3)) {
		const found = fitTemperature(probabilities, truth, { classes });
		expect(Math.abs(found - temperature), name).toBeLessThan(1e-6 * temperature);
	}
});

test('McNemar equals scipy: exact to 1e-10, chi-square to 1e-10', () => {
	for (const { onlyA, onlyB, exactP, chiSquare, chiSquareP } of fixtures.mcnemar) {
		const clip = (i: number, right: boolean): Judgement => ({
			path: `${i}`,
			truth: 'a',
			predicted: right ? 'a' : 'b',
			probabilities: [],
			fold: '1',
			speaker: 's',
		});
		const count = onlyA + onlyB + 3;
		const a = Array.from({ length: count }, (_, i) => clip(i, i < onlyA || i >= onlyA + onlyB));
		const b = Array.from({ length: count }, (_, i) => clip(i, i >= onlyA));
		const found = mcnemar(a, b.reverse());
		expect(found).toMatchObject({ onlyA, onlyB });
		near([found.exactP, found.chiSquare, found.chiSquareP], [exactP, chiSquare, chiSquareP], 1e-10);
	}
});

test('tails equal scipy to 1e-9 relative', () => {
	for (const [x, tail] of fixtures.chiSquareTail) expect(Math.abs(chiSquareTail(x) / tail - 1)).toBeLessThan(1e-9);
	for (const [x, a, b, tail] of fixtures.fTail) expect(Math.abs(fTail(x, a, b) / tail - 1)).toBeLessThan(1e-9);
});

test('corrections equal Holm by definition and scipy.stats.false_discovery_control to 1e-12', () => {
	near(holm(fixtures.pValues), fixtures.holm, 1e-12);
	near(benjaminiHochberg(fixtures.pValues), fixtures.benjaminiHochberg, 1e-12);
});

test('the interval equals numpy.quantile', () => {
	const { values, low, high } = fixtures.quantile;
	near(percentileInterval(values), [low, high], 1e-14);
});

test('feature analysis equals scikit-learn', () => {
	const { rows, cols, data, labels, f, p, bins, neighbors, etaSquared, cohensD } = fixtures.features;
	const matrix = { data: Float32Array.from(data), rows, cols };
	const anova = anovaF(matrix, labels);
	near(anova.f, f, 1e-12);
	anova.p.forEach((value, i) => {
		expect(Math.abs(value / p[i] - 1)).toBeLessThan(1e-9);
	});
	near(mutualInformation(matrix, labels), bins, 1e-12);
	near(mutualInformation(matrix, labels, { method: 'neighbors' }), neighbors, 1e-12);
	const effects = effectSizes(matrix, labels);
	near(effects.etaSquared, etaSquared, 1e-12);
	effects.cohensD.forEach(({ d }, i) => {
		near(d, cohensD[i], 1e-12);
	});
});
