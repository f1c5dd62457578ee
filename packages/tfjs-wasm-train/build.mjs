// Compiles assembly/ into src/generated/: two modules (baseline SIMD, relaxed SIMD) as base64 strings.
// `node build.mjs` writes them, `node build.mjs --check` fails when they are not up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The generated TypeScript of one variant. */
export async function compile(relaxed) {
	const { default: asc } = await import('assemblyscript/asc');
	let binary;
	const flags = ['--enable', 'simd', '--enable', 'bulk-memory', '--runtime', 'stub', '--importMemory', '--noAssert'];
	if (relaxed) flags.push('--enable', 'relaxed-simd');
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
	const name = relaxed ? 'relaxed' : 'baseline';
	const text = `// Written by build.mjs from assembly/; ${binary.length} bytes. Do not edit.\nexport const ${name}Module =\n\t'${Buffer.from(binary).toString('base64')}';\n`;
	return { path: here(`src/generated/${name}.ts`), text, bytes: binary.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for (const relaxed of [false, true]) {
		const { path, text, bytes } = await compile(relaxed);
		if (process.argv.includes('--check')) {
			if (readFileSync(path, 'utf8') !== text)
				throw new Error(`${path} is not what assembly/ compiles to: run node build.mjs`);
		} else {
			writeFileSync(path, text);
			console.log(`${path}: ${bytes} bytes`);
		}
	}
}
