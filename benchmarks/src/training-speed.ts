/**
 * How long a training step takes: PyTorch on the CPU with one thread against tfjs on the wasm backend, as it is and with
 * @ser/tfjs-wasm-train. Run: node benchmarks/run.mjs training-speed [--python FILE,FILE] [--rounds 12] [--cpu] [--nets a,b]
 *
 * --python (or SER_PYTHON) may name several interpreters with different versions of PyTorch, parted by commas: each has a
 * column, and the ways of tfjs show the multiple of each.
 * CPU time of the process (user + system) per step, forward, backward and optimizer, batch 32; every way is a process of its
 * own and the ways take turns within a round; the smallest of the rounds counts. --cpu adds one step of the tfjs cpu
 * backend per net (minutes). Writes benchmarks/results/training-speed.md.
 */
import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { version_core } from '@tensorflow/tfjs-core';
import { NETS, type Net } from './training-nets.js';
import { serve, type Way } from './training-speed-child.js';

// The bundle runs from benchmarks/node_modules/.cache.
const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

class Runner {
	private readonly child: ChildProcessByStdio<Writable, Readable, null>;
	private readonly answers: AsyncIterator<string>;

	constructor(command: string, args: string[]) {
		this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
		const lines: Interface = createInterface({ input: this.child.stdout });
		this.answers = lines[Symbol.asyncIterator]();
	}

	async measure(net: Net, steps: number): Promise<number> {
		this.child.stdin.write(`${net} ${steps}\n`);
		for (;;) {
			const { value, done } = await this.answers.next();
			if (done) return Number.NaN;
			// tfjs greets on stdout.
			if (!value.startsWith('{')) continue;
			const answer = JSON.parse(value) as { ms?: number; error?: string };
			if (answer.error) console.error(`${net}: ${answer.error}`);
			return answer.ms ?? Number.NaN;
		}
	}

	end(): void {
		this.child.stdin.end();
	}
}

// Short windows and many rounds: on a shared machine the smallest of them finds the quiet moments of every way.
const STEPS: Record<Net, number> = { conv2d: 2, conv1d: 8, lstm: 8, bilstm: 4, transformer: 5, 'recipe-cnn': 3 };
const TITLES: Record<string, string> = {
	wasm: 'tfjs wasm as it is',
	kernels: 'our kernels under stock layers',
	fused: 'fused layers',
	relaxed: 'fused layers, relaxed SIMD',
	cpu: 'tfjs cpu',
};

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			python: { type: 'string', default: process.env.SER_PYTHON ?? 'python3' },
			rounds: { type: 'string', default: '12' },
			cpu: { type: 'boolean', default: false },
			nets: { type: 'string', default: NETS.join(',') },
		},
	});
	const nets = values.nets.split(',') as Net[];
	const peer = path('peers/torch_training_speed.py');
	const runners = new Map<string, Runner>();
	const torches: string[] = [];
	for (const python of values.python.split(',')) {
		const command = ['-c', 'import torch; print(torch.__version__)'];
		const version = execFileSync(python, command, { encoding: 'utf8' }).trim().split('+')[0]!;
		const way = `torch ${version}`;
		torches.push(way);
		TITLES[way] = `PyTorch ${version}, 1 thread`;
		runners.set(way, new Runner(python, [peer]));
	}
	for (const way of ['wasm', 'kernels', 'fused', 'relaxed'] as const) {
		runners.set(way, new Runner(process.execPath, [process.argv[1]!, '--child', way]));
	}
	const best = new Map<string, number>();
	const note = (way: string, net: Net, ms: number) => {
		const key = `${way} ${net}`;
		if (!(best.get(key)! <= ms)) best.set(key, ms);
	};
	for (let round = 0; round < Number(values.rounds); round++) {
		for (const net of nets) {
			for (const [way, runner] of runners) {
				if (way === 'wasm' && round > 0) continue;
				const ms = await runner.measure(net, way === 'wasm' ? 2 : STEPS[net]);
				note(way, net, ms);
				console.log(`round ${round + 1}, ${net}, ${TITLES[way]}: ${ms.toFixed(1)} ms`);
			}
		}
	}
	for (const runner of runners.values()) runner.end();
	const ways = [...runners.keys()];
	const report = () => {
		const cell = (way: string, net: Net) => {
			const ms = best.get(`${way} ${net}`) ?? Number.NaN;
			if (Number.isNaN(ms)) return way === 'cpu' ? '–' : 'fails';
			const text = ms < 100 ? ms.toFixed(1) : ms.toFixed(0);
			if (torches.includes(way)) return text;
			const ratios = torches.map((torch) => {
				const ratio = ms / best.get(`${torch} ${net}`)!;
				return `${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0)}×`;
			});
			return `${text} (${ratios.join(', ')})`;
		};
		const table = [
			`| net | ${ways.map((way) => TITLES[way]).join(' | ')} |`,
			`|---|${ways.map(() => '---|').join('')}`,
			...nets.map((net) => `| ${net} | ${ways.map((way) => cell(way, net)).join(' | ')} |`),
		];
		const text = [
			'# Training speed',
			'',
			`Milliseconds of CPU time a training step (forward, backward, Adam), batch 32; in brackets the multiple of PyTorch${torches.length > 1 ? ', of each version in the order of the columns' : ''}.`,
			`Smallest of ${values.rounds} rounds in which the ways take turns ("as it is": one round; "cpu": one step).`,
			'',
			`Command: \`node benchmarks/run.mjs training-speed${values.cpu ? ' --cpu' : ''} --rounds ${values.rounds}\`, ${new Date().toISOString().slice(0, 10)}.`,
			`tfjs ${version_core}, Node ${process.version}, ${cpus()[0]!.model.trim()}.`,
			'',
			...table,
			'',
			'Nets: conv2d 128×64×1, three blocks of 3×3 convolution (16, 32, 64), batch norm, relu, pooling; conv1d 128×40, filters of 5',
			'(64, 128), relu, pooling; LSTM(64) and BiLSTM(64) on 128×40; transformer of 2 layers, width 64, 4 heads, 256 inner units, 64',
			'steps; recipe-cnn: the CNN that @ser/deep recommends, 192×64×1 (1.92 s of log-mel).',
			'',
		].join('\n');
		console.log(`\n${text}`);
		if (existsSync(path('results'))) writeFileSync(path('results/training-speed.md'), text);
	};
	report();
	if (!values.cpu) return;
	ways.push('cpu');
	const runner = new Runner(process.execPath, [process.argv[1]!, '--child', 'cpu']);
	for (const net of ['lstm', 'transformer', 'conv1d', 'bilstm', 'recipe-cnn', 'conv2d'] as const) {
		if (!nets.includes(net)) continue;
		const ms = await runner.measure(net, 1);
		note('cpu', net, ms);
		// Minutes pass between these; what has been measured is kept.
		report();
	}
	runner.end();
}

if (process.argv[2] === '--child') await serve(process.argv[3] as Way);
else await main();
