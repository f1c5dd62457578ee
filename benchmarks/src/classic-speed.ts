/**
 * Fit times of the classic models against scikit-learn on the same data, interleaved, CPU time, one thread:
 * `node benchmarks/run.mjs classic-speed [python] [rounds]`. Writes results/classic-speed.md.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClassicKind, type ClassicOptions, createClassifier } from '@ser/classic';
import type { Matrix } from '@ser/core';
import { type MadeData, madeData } from './classic-speed/made-data.js';
import { Peer, type PeerAnswer } from './classic-speed/peer.js';

const [python = 'python3', roundsText = '5'] = process.argv.slice(2);
const rounds = Number(roundsText);
const root = new URL('../../../', import.meta.url);

interface Task {
	label: string;
	data: MadeData;
	kind: ClassicKind;
	options: object;
	peer: string;
	/** scikit-learn's options; `float64` says which precision it is given */
	peerOptions: object;
	float64?: boolean;
	/** fewer rounds for what takes long */
	rounds?: number;
}

const held = 400;
const plain = madeData('blobs', 1200 + held, 180, { classes: 8, spread: 0.25, seed: 1 });
const wide = madeData('wide', 1200 + held, 4000, { classes: 8, spread: 0.06, seed: 2 });
const rich = madeData('factors', 1200 + held, 3911, { classes: 8, spread: 0.3, factors: 150, seed: 3 });
standardise(rich.x);

const balanced = { class_weight: 'balanced' };
const tasks: Task[] = [
	{ label: 'forest, 100 trees', data: plain, kind: 'forest', options: {}, peer: 'forest', peerOptions: {} },
	{ label: 'extra trees, 100', data: plain, kind: 'extra-trees', options: {}, peer: 'extra-trees', peerOptions: {} },
	{ label: 'SVM rbf', data: plain, kind: 'svm', options: { probability: false }, peer: 'svm', peerOptions: {} },
	{
		label: 'SVM rbf, probabilities',
		data: plain,
		kind: 'svm',
		options: {},
		peer: 'svm',
		peerOptions: { probability: true, random_state: 1 },
	},
	{
		label: 'SVM linear',
		data: plain,
		kind: 'svm',
		options: { kernel: 'linear', probability: false },
		peer: 'svm',
		peerOptions: { kernel: 'linear' },
	},
	{ label: 'SVM rbf', data: rich, kind: 'svm', options: { probability: false }, peer: 'svm', peerOptions: {} },
	{ label: 'logistic', data: plain, kind: 'logistic', options: {}, peer: 'logistic', peerOptions: {}, float64: true },
	{
		label: 'logistic, C 1, peer in float64',
		data: wide,
		kind: 'logistic',
		options: {},
		peer: 'logistic',
		peerOptions: {},
		float64: true,
	},
	{
		label: 'logistic, C 1, peer in float32',
		data: wide,
		kind: 'logistic',
		options: {},
		peer: 'logistic',
		peerOptions: {},
	},
	{
		label: 'logistic, C .01, balanced, peer in float64',
		data: rich,
		kind: 'logistic',
		options: { C: 0.01, classWeight: 'balanced' },
		peer: 'logistic',
		peerOptions: { C: 0.01, ...balanced },
		float64: true,
	},
	{
		label: 'logistic, C .01, balanced, peer in float32',
		data: rich,
		kind: 'logistic',
		options: { C: 0.01, classWeight: 'balanced' },
		peer: 'logistic',
		peerOptions: { C: 0.01, ...balanced },
	},
	{ label: 'LDA, Ledoit-Wolf', data: plain, kind: 'lda', options: {}, peer: 'lda', peerOptions: {}, float64: true },
	{
		label: 'LDA, Ledoit-Wolf',
		data: rich,
		kind: 'lda',
		options: {},
		peer: 'lda',
		peerOptions: {},
		float64: true,
		rounds: 1,
	},
	{ label: 'k-NN, 5', data: plain, kind: 'knn', options: {}, peer: 'knn', peerOptions: {} },
];

const folder = mkdtempSync(join(tmpdir(), 'classic-speed-'));
for (const { name, x, y } of [plain, wide, rich]) {
	writeFileSync(join(folder, `${name}.x`), x.data);
	writeFileSync(join(folder, `${name}.y`), y);
}
const peer = new Peer(python, new URL('benchmarks/peers/sklearn_classic.py', root).pathname, folder);
const versions = await peer.ask<Record<string, string>>({ versions: true });
const lines: string[] = [];
for (const task of tasks) {
	const { data, kind } = task;
	const { cols } = data.x;
	const train: Matrix = { data: data.x.data.subarray(0, 1200 * cols), rows: 1200, cols };
	const test: Matrix = { data: data.x.data.subarray(1200 * cols), rows: held, cols };
	const labels = Array.from(data.y, (c) => `class ${c}`);
	const own: PeerAnswer[] = [];
	const theirs: PeerAnswer[] = [];
	for (let round = 0; round < (task.rounds ?? rounds); round++) {
		const model = createClassifier(kind, task.options as ClassicOptions[ClassicKind]);
		const fit = await cpu(() => model.fit(train, labels.slice(0, 1200)));
		let predicted: string[] = [];
		const predict = await cpu(async () => {
			predicted = await model.predict(test);
		});
		const accuracy = predicted.filter((label, i) => label === labels[1200 + i]).length / held;
		own.push({ fit, predict, accuracy });
		theirs.push(
			await peer.ask<PeerAnswer>({
				model: task.peer,
				options: task.peerOptions,
				data: data.name,
				cols,
				float64: task.float64 ?? false,
			}),
		);
	}
	const ratio = least(own, 'fit') / least(theirs, 'fit');
	const cells = [
		`${task.label}, 1200 × ${cols}`,
		`${ms(own[0].fit)} / ${ms(least(own, 'fit'))} / ${ms(median(own, 'fit'))}`,
		`${ms(theirs[0].fit)} / ${ms(least(theirs, 'fit'))} / ${ms(median(theirs, 'fit'))}`,
		`${ratio.toFixed(2)} / ${(median(own, 'fit') / median(theirs, 'fit')).toFixed(2)}`,
		`${ms(median(own, 'predict'))} / ${ms(median(theirs, 'predict'))}`,
		`${own[0].accuracy.toFixed(3)} / ${theirs[0].accuracy.toFixed(3)}`,
	];
	lines.push(`| ${cells.join(' | ')} |`);
	console.log(lines[lines.length - 1]);
}
peer.close();
rmSync(folder, { recursive: true });

const engines = await otherEngines();
const text = `# Classic models against scikit-learn

\`node benchmarks/run.mjs classic-speed PYTHON ${rounds}\`: CPU milliseconds (user + system, so that other work on the machine
counts little), fits of both sides in turn, ${rounds} rounds; Node ${process.version}, @ser/classic of this commit, scikit-learn
${versions['scikit-learn']}, numpy ${versions.numpy} (${versions.blas}, one thread), ${cpus()[0]?.model}. Seeded Gaussian classes from
\`src/classic-speed/made-data.ts\`, the same float32 bytes for both; 8 classes, accuracy on 400 held-out clips. \`first\` is a cold
JIT. 3911 columns are mixtures of 150 hidden factors, standardised, as functionals are; the other data are independent columns.

| model | own fit: first / least / median | scikit-learn fit: first / least / median | ratio of least / of medians | predict 400 clips: own / scikit-learn | accuracy: own / scikit-learn |
|---|---|---|---|---|---|
${lines.join('\n')}

## The packages that the own engines replace

Used as their READMEs say, on the 1200 × 180 data, once.

| package | CPU ms | accuracy |
|---|---|---|
${engines.join('\n')}
`;
writeFileSync(new URL('benchmarks/results/classic-speed.md', root), text);

async function otherEngines(): Promise<string[]> {
	const load = nodeModule.createRequire(new URL('packages/classic/package.json', root));
	const { cols } = plain.x;
	const rows = Array.from({ length: 1200 + held }, (_, r) =>
		Array.from(plain.x.data.subarray(r * cols, (r + 1) * cols)),
	);
	const y = Array.from(plain.y);
	const judge = (predicted: ArrayLike<number>) =>
		(Array.from(predicted).filter((c, i) => c === y[1200 + i]).length / held).toFixed(3);
	const found: string[] = [];
	const variance = plain.x.data.reduce((sum, value) => sum + value * value, 0) / plain.x.data.length;
	for (const [name, Svm] of [
		['libsvm-js (wasm)', await load('libsvm-js')],
		['libsvm-js (asm.js)', load('libsvm-js/asm.js')],
	] as const) {
		const svm = new Svm({
			kernel: Svm.KERNEL_TYPES.RBF,
			type: Svm.SVM_TYPES.C_SVC,
			gamma: 1 / (cols * variance),
			quiet: true,
		});
		const time = await cpu(async () => svm.train(rows.slice(0, 1200), y.slice(0, 1200)));
		const predict = await cpu(async () => svm.predict(rows.slice(1200)));
		found.push(`| ${name}, rbf | fit ${ms(time)}, predict ${ms(predict)} | ${judge(svm.predict(rows.slice(1200)))} |`);
		svm.free();
	}
	const { RandomForestClassifier } = load('ml-random-forest');
	const forest = new RandomForestClassifier({
		nEstimators: 10,
		maxFeatures: 13,
		replacement: false,
		seed: 1,
		noOOB: true,
	});
	const time = await cpu(async () => forest.train(rows.slice(0, 1200), y.slice(0, 1200)));
	found.push(
		`| ml-random-forest, 10 trees of 13 features | fit ${ms(time)} | ${judge(forest.predict(rows.slice(1200)))} |`,
	);
	const ten = createClassifier('forest', { nTrees: 10 });
	const x = { data: plain.x.data.subarray(0, 1200 * cols), rows: 1200, cols };
	const own = await cpu(() => ten.fit(x, y.slice(0, 1200).map(String)));
	const predicted = await ten.predict({ data: plain.x.data.subarray(1200 * cols), rows: held, cols });
	found.push(`| @ser/classic forest, 10 trees | fit ${ms(own)} | ${judge(predicted.map(Number))} |`);
	return found;
}

async function cpu(body: () => Promise<unknown>): Promise<number> {
	const start = process.cpuUsage();
	await body();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1000;
}

function least(answers: PeerAnswer[], key: 'fit' | 'predict'): number {
	return Math.min(...answers.map((answer) => answer[key]));
}

function median(answers: PeerAnswer[], key: 'fit' | 'predict'): number {
	const sorted = answers.map((answer) => answer[key]).sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
}

function ms(value: number): string {
	return value.toFixed(value < 10 ? 1 : 0);
}

/** Each column to mean 0 and standard deviation 1, within ±8. */
function standardise({ data, rows, cols }: Matrix): void {
	for (let c = 0; c < cols; c++) {
		let mean = 0;
		let square = 0;
		for (let r = 0; r < rows; r++) mean += data[r * cols + c] / rows;
		for (let r = 0; r < rows; r++) square += (data[r * cols + c] - mean) ** 2 / rows;
		for (let r = 0; r < rows; r++) {
			data[r * cols + c] = Math.max(-8, Math.min(8, (data[r * cols + c] - mean) / Math.sqrt(square)));
		}
	}
}
