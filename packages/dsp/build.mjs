// Compiles assembly/ into src/generated/*-module.ts: WebAssembly modules (SIMD) as hexadecimal strings,
// which gzip packs better than base64: what repeats in the bytes repeats in the text.
// `node build.mjs` writes them, `node build.mjs --check` fails when they are not up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Several modules: older browsers compile at once, on a page's main thread, only what is below 4096 bytes. */
const names = ['spectra', 'rows', 'peaks', 'pitch'];

/** For each module where the generated TypeScript goes, its text, and the size of the module. */
export function compile() {
	return Promise.all(names.map(compileModule));
}

async function compileModule(name) {
	const { default: asc } = await import('assemblyscript/asc');
	let binary;
	const flags = ['--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert'];
	const { error, stderr } = await asc.main(
		[here(`assembly/${name}.ts`), '-O3', '--converge', '--use', 'abort=', '--outFile', 'out.wasm', ...flags],
		{
			writeFile: (file, data) => {
				if (file.endsWith('.wasm')) binary = data;
			},
			readFile: (file, base) => {
				try {
					return readFileSync(file.startsWith('/') ? file : `${base}/${file}`, 'utf8');
				} catch {
					return null;
				}
			},
		},
	);
	if (error) throw new Error(`${stderr.toString()}\n${error.message}`);
	const text = `// Written by build.mjs from assembly/; ${binary.length} bytes. Do not edit.\nexport const ${name}Module =\n\t'${Buffer.from(binary).toString('hex')}';\n`;
	return { path: here(`src/generated/${name}-module.ts`), text, bytes: binary.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for (const { path, text, bytes } of await compile()) {
		if (!process.argv.includes('--check')) {
			writeFileSync(path, text);
			console.log(`${path}: ${bytes} bytes`);
		} else if (readFileSync(path, 'utf8') !== text) {
			throw new Error(`${path} is not what assembly/ compiles to: run node build.mjs`);
		}
	}
}
