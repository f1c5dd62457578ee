// Compiles assembly/ into src/generated/kernels.ts, a WebAssembly module (SIMD) as a base64 string.
// `node build.mjs` writes it, `node build.mjs --check` fails when it is not up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Where the generated TypeScript goes, its text, and the size of the module. */
export async function compile() {
	const { default: asc } = await import('assemblyscript/asc');
	let binary;
	const flags = ['--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert'];
	const { error, stderr } = await asc.main(
		[here('assembly/index.ts'), '-O3', '--converge', '--use', 'abort=', '--outFile', 'out.wasm', ...flags],
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
	const text = `// Written by build.mjs from assembly/; ${binary.length} bytes. Do not edit.\nexport const kernels =\n\t'${Buffer.from(binary).toString('base64')}';\n`;
	return { path: here('src/generated/kernels.ts'), text, bytes: binary.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const { path, text, bytes } = await compile();
	if (process.argv.includes('--check')) {
		if (readFileSync(path, 'utf8') !== text)
			throw new Error(`${path} is not what assembly/ compiles to: run node build.mjs`);
	} else {
		writeFileSync(path, text);
		console.log(`${path}: ${bytes} bytes`);
	}
}
