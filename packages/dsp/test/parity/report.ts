import type { ParityCase, PitchCase } from './run-case.js';
import { pitchAgreement, toleranceOf, worstError } from './run-case.js';

export interface ParityFixtures {
	librosa: string;
	numpy: string;
	scipy: string;
	cases: ParityCase[];
	pyin: PitchCase[];
}

/** The parity report: a Markdown table of functions × cases × worst error, and whether all hold. */
export function parityReport(fixtures: ParityFixtures): { markdown: string; holds: boolean } {
	const rows = new Map<string, { cases: number; worst: number; limit: number; holds: boolean }>();
	for (const one of fixtures.cases) {
		const row = rows.get(one.function) ?? { cases: 0, worst: 0, limit: 0, holds: true };
		const error = worstError(one);
		row.cases++;
		row.worst = Math.max(row.worst, error);
		row.limit = Math.max(row.limit, toleranceOf(one));
		row.holds &&= error <= toleranceOf(one);
		rows.set(one.function, row);
	}
	const tracks = fixtures.pyin.map(pitchAgreement);
	const voicing = Math.min(...tracks.map((track) => track.voicing));
	const f0Error = Math.max(...tracks.map((track) => track.f0Error));
	const pitchHolds = voicing >= 0.98 && f0Error <= 0.005;
	const lines = [...rows]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(
			([name, { cases, worst, limit, holds }]) =>
				`| \`${name}\` | ${cases} | ${worst.toExponential(1)} | ${limit} | ${holds ? 'yes' : '**no**'} |`,
		);
	const markdown = [
		'# Agreement of @ser/dsp with librosa',
		'',
		`Against librosa ${fixtures.librosa} (numpy ${fixtures.numpy}, scipy ${fixtures.scipy}) on committed fixtures. Made by \`npm run parity\`.`,
		'',
		'The error of a value is |ours − librosa’s| / max(|librosa’s|, 0.001 × the largest magnitude in that result); the table shows the worst value of the worst case.',
		'librosa computes in Float32 for the most part, this package in Float64 with Float32 results.',
		'`getWindow`, `highPass` and `functionals` are compared with scipy and numpy.',
		'',
		'| function | cases | worst relative error | limit | holds |',
		'|---|---:|---:|---:|---|',
		...lines,
		'',
		`\`pyin\`, ${tracks.length} recordings: voicing agrees on ${(100 * voicing).toFixed(2)} % of the frames or more in each (limit 98 %), worst F0 difference where both are voiced ${(100 * f0Error).toExponential(1)} % (limit 0.5 %), worst difference of the voicing probability ${Math.max(...tracks.map((track) => track.probabilityError)).toExponential(1)}.`,
		'',
	].join('\n');
	return { markdown, holds: pitchHolds && [...rows.values()].every((row) => row.holds) };
}
