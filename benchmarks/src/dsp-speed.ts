/**
 * Speed of @ser/dsp beside librosa, Meyda and essentia.js, over the same clips, in one interleaved run.
 *
 * Run from the repository root: SER_PYTHON=<python with librosa> node benchmarks/run.mjs dsp-speed [clips 100] [rounds 3] [only jobs whose name has this]
 * SER_PEERS=librosa leaves the JavaScript peers out.
 * CPU time of one process each (JIT and garbage collection included), one thread for librosa; medians over the rounds.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as dsp from '@ser/dsp';
import { loadClips } from './dsp-speed/clips.js';
import { jobs as allJobs } from './dsp-speed/jobs.js';
import { startPythonPeer } from './dsp-speed/python-peer.js';

const count = Number(process.argv[2] ?? 100);
const rounds = Number(process.argv[3] ?? 3);
const filter = process.argv[4] ?? '';
const jobs = allJobs
	.filter((job) => job.name.includes(filter))
	.map((job) => (process.env.SER_PEERS === 'librosa' ? { ...job, peers: [] } : job));
const folder = join(tmpdir(), `ser-dsp-speed-${process.pid}`);
const clips = await loadClips(count, folder);
const python = await startPythonPeer(clips.listing);
if (!python) console.warn('no librosa: set SER_PYTHON to a Python that has it');

function cpuSeconds(run: () => void): number {
	const start = process.cpuUsage();
	run();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1e6;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
const times = new Map<string, number[]>();
const note = (key: string, seconds: number) =>
	times.set(key, [...(times.get(key) ?? []), (1000 * seconds) / clips.seconds]);

for (let round = 0; round < rounds; round++) {
	for (const job of jobs) {
		const signals = clips.at[job.sampleRate];
		note(
			job.name,
			cpuSeconds(() => signals.forEach(job.ours)),
		);
		for (const peer of job.peers ?? [])
			note(
				`${job.name}/${peer.name}`,
				cpuSeconds(() => signals.forEach(peer.run)),
			);
		if (python && job.python) note(`${job.name}/librosa`, await python.run(job.python));
	}
	console.log(`round ${round + 1} of ${rounds}`);
}
python?.stop();
rmSync(folder, { recursive: true });

const rows = jobs.flatMap((job) => {
	const ours = median(times.get(job.name)!);
	const others = [...(python && job.python ? ['librosa'] : []), ...(job.peers ?? []).map((peer) => peer.name)].map(
		(name) => {
			const theirs = median(times.get(`${job.name}/${name}`)!);
			return `| | ${name} | ${theirs.toFixed(2)} | ${(1000 / theirs).toFixed(0)} | ${(theirs / ours).toFixed(1)} |`;
		},
	);
	return [`| ${job.name} | @ser/dsp | **${ours.toFixed(2)}** | ${(1000 / ours).toFixed(0)} | 1 |`, ...others];
});

// The hour of streaming: time, and bytes left on the heap a frame.
const stream = dsp.createStreaming({
	features: ['mfcc', 'chroma', 'rms', 'zcr', 'centroid'],
	sampleRate: 16000,
	nFft: 512,
	hopLength: 160,
	nMels: 40,
});
const chunk = clips.at[16000][0]!.subarray(0, 1280);
let frames = 0;
const play = (seconds: number) => {
	for (let i = 0; i < (seconds * 16000) / chunk.length; i++) stream.process(chunk, () => frames++);
};
play(120);
const heapBefore = process.memoryUsage().heapUsed;
frames = 0;
const hour = cpuSeconds(() => play(3600));
const growth = process.memoryUsage().heapUsed - heapBefore;

const version = (name: string) =>
	JSON.parse(readFileSync(`benchmarks/node_modules/${name}/package.json`, 'utf8')).version;
const report = `# Speed of @ser/dsp

${clips.origin}, ${clips.seconds.toFixed(0)} s of sound. Milliseconds of CPU per second of sound, median of ${rounds} interleaved rounds; the machine was shared, so ratios say more than times.
Node ${process.versions.node}, ${cpus()[0]?.model.trim()}; ${
	python
		? Object.entries(python.versions)
				.map(([name, v]) => `${name} ${v}`)
				.join(', ')
		: 'librosa absent'
}; Meyda ${version('meyda')}, essentia.js ${version('essentia.js')}.

Command: \`SER_PYTHON=<python with librosa> node benchmarks/run.mjs dsp-speed ${count} ${rounds}${filter && ` '${filter}'`}\`

| job | library | ms per second | times real time | time relative to @ser/dsp |
|---|---|---:|---:|---:|
${rows.join('\n')}

Meyda's and essentia.js's numbers differ from librosa's (other scales and norms): they are compared for time only. essentia.js computes MFCC alone.

Streaming: one hour of 16 kHz sound through \`createStreaming\` (MFCC 20, chroma, RMS, ZCR, centroid; 512/160) in chunks of 80 ms: ${frames} frames, ${hour.toFixed(1)} s of CPU, ${(hour / 3.6).toFixed(2)} ms per second; the heap was ${(growth / 1024).toFixed(0)} KiB larger afterwards (${(growth / frames).toFixed(2)} bytes a frame, no collection forced).
`;
console.log(report);
if (filter === '') writeFileSync('benchmarks/results/dsp-speed.md', report);
