/**
 * Checks the packages as users get them: packs each one, runs `publint --strict` and `attw` on the tarball, installs all tarballs
 * into an empty project with npm, loads every entry as ES module and as CommonJS, runs the README programs in both, and
 * resolves all types under `node16` and `bundler`. Needs built packages. Exits 1 when anything fails.
 *
 *     node tools/scripts/check-packages.mjs [--keep]
 *
 * `attw` runs with the profile `node16`: entries beside the main one (`@ser/x/node`) exist through `exports`, which the
 * resolution of TypeScript's old `node10` mode does not know. Nothing else is ignored.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEntries } from './packages/check-entries.mjs';
import { checkTypes } from './packages/check-types.mjs';
import { installTarballs } from './packages/install-tarballs.mjs';
import { lintTarball } from './packages/lint-tarball.mjs';
import { packAll } from './packages/pack-all.mjs';
import { runPrograms } from './packages/run-programs.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ser-packages-'));
const problems = [];
const started = Date.now();

/** Runs one step and prints what came of it. A step gives a list of problems. */
async function step(title, work) {
	const before = Date.now();
	const found = await work();
	const seconds = ((Date.now() - before) / 1000).toFixed(0);
	console.log(`${found.length === 0 ? 'ok  ' : 'FAIL'} ${title} (${seconds} s)`);
	for (const problem of found) console.log(`     ${problem.trim().replaceAll('\n', '\n     ')}`);
	problems.push(...found);
	return found;
}

try {
	const packages = [];
	await step('packages packed with pnpm', async () => {
		const packed = await packAll(folder);
		packages.push(...packed.packages);
		return packed.problems;
	});
	// Two at a time: what CI machines have cores.
	const queue = [...packages];
	const worker = async () => {
		for (let item = queue.shift(); item; item = queue.shift()) {
			const current = item;
			await step(`${current.name}: publint --strict, attw`, () => lintTarball(current));
		}
	};
	await Promise.all([worker(), worker()]);
	const project = join(folder, 'project');
	const installed = await step('all tarballs installed into an empty project', () =>
		installTarballs(packages, project),
	);
	if (installed.length === 0) {
		await step('every entry loads as ES module and as CommonJS, with the same names', () =>
			checkEntries(packages, project),
		);
		await step('README programs run as ES module and as CommonJS', () => runPrograms(packages, project));
		await step('types resolve under node16 (ES module, CommonJS) and bundler', () => checkTypes(packages, project));
	}
} finally {
	if (process.argv.includes('--keep')) console.log(`kept: ${folder}`);
	else rmSync(folder, { recursive: true, force: true });
}

const seconds = ((Date.now() - started) / 1000).toFixed(0);
console.log(
	problems.length === 0
		? `All packages are fit to publish (${seconds} s).`
		: `${problems.length} problems (${seconds} s).`,
);
process.exit(problems.length === 0 ? 0 : 1);
