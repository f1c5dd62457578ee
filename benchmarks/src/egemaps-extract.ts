/**
 * Writes the eGeMAPS functionals of clips as JSON lines, for peers/opensmile_compare.py; prints the CPU time to stderr.
 *
 * Run from the repository root: node benchmarks/run.mjs egemaps-extract LIST OUT      (LIST: one path a line, OUT: a file)
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readAudio } from '@ser/audio/node';
import { egemaps } from '@ser/dsp';

const [list, out] = process.argv.slice(2);
if (!list || !out) throw new Error('usage: egemaps-extract LIST OUT');
const sampleRate = 16000;
let seconds = 0;
let micros = 0;
const lines: string[] = [];
for (const path of readFileSync(list, 'utf8').trim().split('\n')) {
	const { samples } = await readAudio(path, { sampleRate });
	const before = process.cpuUsage();
	const { values } = egemaps(samples, { sampleRate });
	const { user, system } = process.cpuUsage(before);
	micros += user + system;
	seconds += samples.length / sampleRate;
	lines.push(JSON.stringify({ path, values: Array.from(values) }));
}
writeFileSync(out, `${lines.join('\n')}\n`);
console.error(`@ser/dsp egemaps: ${(micros / 1000 / seconds).toFixed(2)} ms of CPU per second of audio`);
