import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf, isWorklet } from './pack-all.mjs';
import { run } from './run.mjs';

/** Runs in the project: loads one entry both ways and compares the names. */
const loader = `
import { createRequire } from 'node:module';
const entry = process.argv[2];
const names = (module) => Object.keys(module).filter((name) => name !== 'default' && name !== '__esModule' && name !== 'module.exports').sort().join(' ');
const imported = await import(entry);
const required = createRequire(import.meta.url)(entry);
if (names(imported) === '') throw new Error('exports nothing');
if (names(imported) !== names(required)) throw new Error('import gives ' + names(imported) + ', require gives ' + names(required));
process.exit(0);
`;

/** Loads every entry of every package with `import` and with `require`; worklets are only looked up. */
export async function checkEntries(packages, project) {
	writeFileSync(join(project, 'load.mjs'), loader);
	writeFileSync(join(project, 'resolve.mjs'), 'import.meta.resolve(process.argv[2]);\n');
	const problems = [];
	for (const entry of packages.flatMap(entriesOf)) {
		const script = isWorklet(entry) ? 'resolve.mjs' : 'load.mjs';
		const { status, output } = await run('node', [script, entry], { cwd: project });
		if (status !== 0) problems.push(`${entry}: ${output}`);
	}
	return problems;
}
