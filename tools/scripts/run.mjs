/**
 * The repository's commands, on a machine that has only Node and npm: brings the pinned pnpm through npx, installs and
 * builds what is missing, then does the task. `npm start`, `npm test`, `npm run build|bench|lint|typecheck|…` end here.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [task, ...rest] = process.argv.slice(2);
const env = {
	...process.env,
	PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
	TURBO_TELEMETRY_DISABLED: '1',
	DO_NOT_TRACK: '1',
};

function run(command, args, extra = {}) {
	const windows = process.platform === 'win32';
	const { status, signal, error } = spawnSync(command, args, {
		cwd: root,
		stdio: 'inherit',
		env: { ...env, ...extra },
		shell: windows,
	});
	if (error) {
		console.error(`${command}: ${error.message}`);
		process.exit(1);
	}
	if (status !== 0) process.exit(signal ? 130 : (status ?? 1));
}

function install() {
	const marker = join(root, 'node_modules', '.modules.yaml');
	const lock = join(root, 'pnpm-lock.yaml');
	if (existsSync(marker) && statSync(marker).mtimeMs > statSync(lock).mtimeMs) return;
	const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	console.log(`Installing with ${packageManager} …`);
	run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only']);
}

const build = () => run('turbo', ['run', 'build', '--output-logs=errors-only', '--filter=./packages/*']);

const tasks = {
	start() {
		build();
		run('node', ['tools/scripts/start.mjs', ...rest]);
	},
	test() {
		build();
		run('vitest', ['run', ...rest]);
	},
	build,
	lint: () => run('biome', ['check', ...(rest.length > 0 ? rest : ['.'])]),
	format: () => run('biome', ['check', '--write', ...(rest.length > 0 ? rest : ['.'])]),
	typecheck: () => run('tsc', ['-p', 'tsconfig.json', ...rest]),
	bench() {
		build();
		run('node', ['benchmarks/run.mjs', ...rest]);
	},
	parity: () => run('node', ['tools/scripts/parity.mjs', ...rest]),
	docs: () => run('typedoc', rest),
};

if (!Object.hasOwn(tasks, task)) {
	console.error(`unknown task "${task}", known: ${Object.keys(tasks).join(', ')}`);
	process.exit(2);
}
install();
tasks[task]();
