import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * What a package's build.mjs is: compiles modules in assembly/ into src/generated/, as strings that bundlers need no
 * set-up for. `node build.mjs` writes them, `node build.mjs --check` fails when they are not up to date.
 *
 * @param {string} url import.meta.url of build.mjs
 * @param {{ entry: string, file: string, constant: string, features: string[], encoding?: 'base64' | 'hex' }[]} modules `assembly/ENTRY.ts` goes to
 *   `src/generated/FILE.ts`, which exports CONSTANT; `features` of WebAssembly that it may use; `encoding` of the string, base64 unless said
 * @returns compiles all: for each module where the generated TypeScript goes, its text, and the size of the module
 */
export async function assemblyBuild(url, modules) {
	const here = (path) => fileURLToPath(new URL(path, url));
	const compile = () => Promise.all(modules.map((module) => compileModule(here, module)));
	if (process.argv[1] === fileURLToPath(url)) {
		for (const { path, text, bytes } of await compile()) {
			if (!process.argv.includes('--check')) {
				writeFileSync(path, text);
				console.log(`${path}: ${bytes} bytes`);
			} else if (readFileSync(path, 'utf8') !== text) {
				throw new Error(`${path} is not what assembly/ compiles to: run node build.mjs`);
			}
		}
	}
	return compile;
}

async function compileModule(here, { entry, file, constant, features, encoding = 'base64' }) {
	const { default: asc } = await import('assemblyscript/asc');
	let binary;
	const flags = [
		...features.flatMap((name) => ['--enable', name]),
		'--runtime',
		'stub',
		'--importMemory',
		'--noAssert',
	];
	const { error, stderr } = await asc.main(
		[here(`assembly/${entry}.ts`), '-O3', '--converge', '--use', 'abort=', '--outFile', 'out.wasm', ...flags],
		{
			writeFile: (name, data) => {
				if (name.endsWith('.wasm')) binary = data;
			},
			readFile: (name, base) => {
				try {
					return readFileSync(name.startsWith('/') ? name : `${base}/${name}`, 'utf8');
				} catch {
					return null;
				}
			},
		},
	);
	if (error) throw new Error(`${stderr.toString()}\n${error.message}`);
	const encoded = Buffer.from(binary).toString(encoding);
	const text = `// Written by build.mjs from assembly/; ${binary.length} bytes. Do not edit.\nexport const ${constant} =\n\t'${encoded}';\n`;
	return { path: here(`src/generated/${file}.ts`), text, bytes: binary.length };
}
