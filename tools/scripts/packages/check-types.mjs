import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf, isWorklet } from './pack-all.mjs';
import { root, run } from './run.mjs';

/** Resolution modes of users: compiler options, endings of the programs. */
const modes = [
	{ name: 'node16', endings: ['mts', 'cts'], module: 'node16', moduleResolution: 'node16' },
	{ name: 'bundler', endings: ['ts'], module: 'esnext', moduleResolution: 'bundler' },
];

/** A module that says whether a type is `any`, which is what types that do not resolve become. */
const program = (entries) => `
type IsAny<T> = 0 extends 1 & T ? true : false;
const resolved = <T,>(_answer: IsAny<T> extends true ? never : true) => {};
${entries.map((entry, i) => `import * as entry${i} from '${entry}';`).join('\n')}
${entries.map((_, i) => `resolved<typeof entry${i}>(true);`).join('\n')}
${entries.map((_, i) => `for (const name of Object.keys(entry${i})) console.log(name);`).join('\n')}
`;

/**
 * Compiles a program that imports every entry, without `skipLibCheck`: our own declarations must be right all the way.
 * What other people's declarations complain about is not counted.
 */
export async function checkTypes(packages, project) {
	const entries = packages.flatMap(entriesOf);
	const found = await Promise.all(modes.map((mode) => compile(mode, entries, project)));
	return found.flat();
}

async function compile({ name, endings, module, moduleResolution }, entries, project) {
	for (const ending of endings) {
		// A worklet is an ES module only.
		const reachable = ending === 'cts' ? entries.filter((entry) => !isWorklet(entry)) : entries;
		writeFileSync(join(project, `types.${ending}`), program(reachable));
	}
	const config = {
		compilerOptions: {
			...{ module, moduleResolution, target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], types: ['node'] },
			...{ strict: true, noEmit: true, skipLibCheck: false },
		},
		files: endings.map((ending) => `types.${ending}`),
	};
	writeFileSync(join(project, `tsconfig.${name}.json`), JSON.stringify(config));
	const tsc = join(root, 'node_modules/typescript/bin/tsc');
	const { output } = await run('node', [tsc, '--pretty', 'false', '-p', `tsconfig.${name}.json`], { cwd: project });
	const ours = output
		.split('\n')
		.filter((line) => /^(types\.|node_modules[\\/]@ser[\\/]|error ).*error TS|^error TS/.test(line));
	const more = ours.length > 10 ? [`${name}: … and ${ours.length - 10} more`] : [];
	return [...ours.slice(0, 10).map((line) => `${name}: ${line}`), ...more];
}
