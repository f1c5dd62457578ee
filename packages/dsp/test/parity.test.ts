import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ParityCase, type PitchCase, pitchAgreement, toleranceOf, worstError } from './parity/run-case.js';

const { cases, pyin }: { cases: ParityCase[]; pyin: PitchCase[] } = JSON.parse(
	readFileSync(new URL('./fixtures/parity.json', import.meta.url), 'utf8'),
);

const byFunction = groupBy(cases);

function groupBy(all: ParityCase[]): Map<string, ParityCase[]> {
	const groups = new Map<string, ParityCase[]>();
	for (const one of all) groups.set(one.function, [...(groups.get(one.function) ?? []), one]);
	return groups;
}

describe('agrees with librosa 0.11 on a grid of options', () => {
	test.each([...byFunction])('%s', (_, group) => {
		const failures = group
			.map((one) => ({
				signal: one.signal.join(' '),
				options: JSON.stringify(one.options),
				error: worstError(one),
				limit: toleranceOf(one),
			}))
			.filter(({ error, limit }) => !(error <= limit));
		expect(failures).toEqual([]);
	});

	test('pyin: voicing on 98 % of the frames, F0 within 0.5 %', () => {
		const failures = pyin
			.map((one) => ({ signal: one.signal.join(' '), options: JSON.stringify(one.options), ...pitchAgreement(one) }))
			.filter(({ voicing, f0Error }) => !(voicing >= 0.98 && f0Error <= 0.005));
		expect(failures).toEqual([]);
	});
});
