import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadRun, readRun } from '../../../packages/pipeline/dist/node.js';
import { byteMutations, damage } from '../mutate-bytes.mjs';
import { damageJson, damageTable } from '../mutate-text.mjs';

const ser = fileURLToPath(new URL('../../../packages/cli/bin/ser.mjs', import.meta.url));
const kinds = { logistic: [], svm: [], forest: ['--model-option', 'nTrees=3'], knn: [], lda: [] };

/** A small run folder of each classic model, trained once on the synthetic corpus. */
function trainedRuns() {
	const home = join(tmpdir(), 'ser-fuzz-runs');
	return Object.entries(kinds).map(([kind, options]) => {
		const out = join(home, kind);
		if (!existsSync(join(out, 'metrics.json'))) {
			mkdirSync(home, { recursive: true });
			const args = [
				'train',
				'synthetic:speakers=4,takes=1',
				'--features',
				'tutorial180',
				'--model',
				kind,
				'--folds',
				'speaker:2',
			];
			const { status, stderr } = spawnSync(
				process.execPath,
				[ser, ...args, ...options, '--workers', '1', '--out', out],
				{ encoding: 'utf8' },
			);
			if (status !== 0) throw new Error(`ser train ${kind}: ${stderr}`);
		}
		return out;
	});
}

/** Damages one file of a run folder, then reads the folder. */
function folderTarget(files, read, codes, { checksums = true } = {}) {
	return async () => {
		const runs = trainedRuns();
		const copies = mkdtempSync(join(tmpdir(), 'ser-fuzz-run-'));
		const clean = new Map();
		for (const [i, run] of runs.entries()) {
			cpSync(run, join(copies, String(i)), { recursive: true });
			for (const name of Object.keys(files)) clean.set(`${i}/${name}`, readFileSync(join(run, name)));
			if (!checksums) dropChecksum(clean, `${i}/model.json`, join(copies, String(i), 'model.json'));
		}
		return {
			codes,
			make(random) {
				const run = random.integer(runs.length);
				const names = Object.keys(files);
				const name = names[random.integer(names.length)];
				return { run, name, bytes: files[name](clean.get(`${run}/${name}`), random) };
			},
			sizeOf: ({ run }) => Object.keys(files).reduce((sum, name) => sum + clean.get(`${run}/${name}`).length, 0),
			show: ({ run, name, bytes }) => `${runs[run]} ${name} ${Buffer.from(bytes).toString('base64').slice(0, 4000)}`,
			async read({ run, name, bytes }) {
				const folder = join(copies, String(run));
				writeFileSync(join(folder, name), bytes);
				try {
					return await read(folder);
				} finally {
					writeFileSync(join(folder, name), clean.get(`${run}/${name}`));
				}
			},
			end: () => rmSync(copies, { recursive: true }),
		};
	};
}

/** As a hostile writer would: without the checksum, damage gets past the first door. */
function dropChecksum(clean, name, file) {
	const { weightsCrc32, ...model } = JSON.parse(clean.get(name));
	clean.set(name, Buffer.from(JSON.stringify(model)));
	writeFileSync(file, clean.get(name));
}

const json = (bytes, random) => Buffer.from(damageJson(bytes.toString(), random));
const table = (bytes, random) => Buffer.from(damageTable(bytes.toString(), random));
const binary = (bytes, random) => damage([new Uint8Array(bytes)], random, byteMutations);

/** One second of a tone that every accepted recogniser must judge, or refuse by name. */
const waveform = { samples: Float32Array.from({ length: 8000 }, (_, i) => Math.sin(i / 13) / 3), sampleRate: 16000 };

async function loadAndPredict(folder) {
	const { probabilities } = await (await loadRun(folder)).predict(waveform);
	const sum = Object.values(probabilities).reduce((a, b) => a + b, 0);
	if (!(Math.abs(sum - 1) < 1e-3)) throw Error(`accepted, and its probabilities sum to ${sum}`);
	return 0;
}

async function readWhole(folder) {
	return JSON.stringify(await readRun(folder)).length;
}

export const runFolderTargets = {
	'run-model': folderTarget(
		{ 'model.json': json, 'weights.bin': binary },
		async (folder) => void (await loadRun(folder)) ?? 0,
		['FORMAT', 'FILE'],
	),
	'run-predict': folderTarget(
		{ 'model.json': json, 'weights.bin': binary },
		loadAndPredict,
		['FORMAT', 'FILE', 'INPUT'],
		{ checksums: false },
	),
	'run-folder': folderTarget({ 'config.json': json, 'metrics.json': json, 'predictions.csv': table }, readWhole, [
		'FORMAT',
		'FILE',
	]),
};
