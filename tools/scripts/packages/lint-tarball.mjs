import { entriesOf, isWorklet } from './pack-all.mjs';
import { run } from './run.mjs';

/**
 * `publint --strict` and `attw` on one tarball; gives what they complain about. Worklet entries are left out of attw: a browser loads
 * them by address and only as ES modules, so they have no CommonJS form.
 */
export async function lintTarball(item) {
	const { name, tarball } = item;
	const problems = [];
	const publint = await run('publint', ['run', tarball, '--strict']);
	if (publint.status !== 0) problems.push(`${name}: publint: ${publint.output}`);
	const worklets = entriesOf(item)
		.filter(isWorklet)
		.map((entry) => entry.slice(name.length + 1));
	const excluded = worklets.length > 0 ? ['--exclude-entrypoints', ...worklets] : [];
	const options = ['--profile', 'node16', '--no-definitely-typed', '--format', 'ascii', '--no-emoji'];
	const attw = await run('attw', [tarball, ...options, ...excluded]);
	if (attw.status !== 0) problems.push(`${name}: attw: ${attw.output}`);
	return problems;
}
