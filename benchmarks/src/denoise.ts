/**
 * How much @ser/dsp's denoisers help, beside Python's noisereduce: gain in SNR (scale-invariant) and in STOI.
 *
 * Run from the repository root: SER_PYTHON=<python with noisereduce, pystoi> node benchmarks/run.mjs denoise [clips 24]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleaner } from '@ser/dsp';
import { loadSpeech, makeNoise, mix, noiseKinds } from './denoise/noisy-clips.js';

const count = Number(process.argv[2] ?? 24);
const speech = await loadSpeech(count);
if (speech.length === 0) {
	console.log('skipped: no corpora (set SER_CORPORA)');
	process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'ser-denoise-'));
const save = (name: string, samples: Float32Array) => {
	writeFileSync(join(folder, name), samples);
	return name;
};
const ratios = [0, 5, 10, 15, 20];
const methods = { denoise: cleaner('denoise', 16000), wiener: cleaner('wiener', 16000) };
const listing = speech.flatMap((clip, c) =>
	noiseKinds.flatMap((noise) =>
		ratios.map((snr) => {
			const noisy = mix(
				clip,
				makeNoise(
					noise,
					clip.length,
					c,
					speech.filter((other) => other !== clip),
				),
				snr,
			);
			const id = `${c}-${noise}-${snr}`;
			return {
				noise,
				snr,
				clean: save(`${c}.f32`, clip),
				noisy: save(`${id}.f32`, noisy),
				cleaned: Object.fromEntries(
					Object.entries(methods).map(([name, { apply }]) => [
						`@ser/dsp ${name}`,
						save(`${id}-${name}.f32`, apply(noisy)),
					]),
				),
			};
		}),
	),
);
writeFileSync(join(folder, 'clips.json'), JSON.stringify(listing));
const scored = spawnSync(process.env.SER_PYTHON ?? 'python3', ['benchmarks/peers/denoise_scores.py', folder], {
	encoding: 'utf8',
	maxBuffer: 1e8,
});
rmSync(folder, { recursive: true });
if (scored.status !== 0) throw new Error(scored.stderr);
interface Row {
	noise: string;
	snr: number;
	method: string;
	sisdr: number;
	stoi: number;
}
const { versions, rows }: { versions: Record<string, string>; rows: Row[] } = JSON.parse(scored.stdout);
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const names = [...new Set(rows.map((row) => row.method))].filter((name) => name !== 'noisy');

/** Mean gain of a method over the noisy clips that match. */
function gain(method: string, key: 'sisdr' | 'stoi', matches: (row: Row) => boolean): number {
	const pick = (name: string) => mean(rows.filter((row) => row.method === name && matches(row)).map((row) => row[key]));
	return pick(method) - pick('noisy');
}

function table(key: 'sisdr' | 'stoi', digits: number): string {
	const noisy = (matches: (row: Row) => boolean) =>
		mean(rows.filter((row) => row.method === 'noisy' && matches(row)).map((row) => row[key])).toFixed(digits);
	const columns: [string, (row: Row) => boolean][] = [
		...ratios.map((snr): [string, (row: Row) => boolean] => [`${snr} dB`, (row) => row.snr === snr]),
		...noiseKinds.map((noise): [string, (row: Row) => boolean] => [noise, (row) => row.noise === noise]),
		['all', () => true],
	];
	const signed = (value: number) => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(digits)}`;
	return [
		`| | ${columns.map(([name]) => name).join(' | ')} |`,
		`|---|${columns.map(() => '---:').join('|')}|`,
		`| noisy | ${columns.map(([, matches]) => noisy(matches)).join(' | ')} |`,
		...names.map(
			(name) => `| ${name} | ${columns.map(([, matches]) => signed(gain(name, key, matches))).join(' | ')} |`,
		),
	].join('\n');
}

const report = `# Denoisers on noisy speech

${speech.length} clips of RAVDESS and EmoDB at 16 kHz, each with white, pink and babble noise (eight other clips) at 0 … 20 dB: ${listing.length} noisy clips.
${Object.entries(versions)
	.map(([name, version]) => `${name} ${version}`)
	.join(', ')}, all with their defaults.

Command: \`SER_PYTHON=<python with noisereduce and pystoi> node benchmarks/run.mjs denoise ${count}\`

## Gain in SNR, dB (scale-invariant, against the clean clip)

${table('sisdr', 2)}

## Gain in STOI (0 … 1, intelligibility)

${table('stoi', 3)}
`;
console.log(report);
writeFileSync('benchmarks/results/denoise.md', report);
