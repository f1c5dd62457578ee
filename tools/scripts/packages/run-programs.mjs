import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { run } from './run.mjs';

/** Packages whose README programs must run in an empty project. */
const shown = ['@ser/core', '@ser/dsp', '@ser/audio'];

/** The programs of a README: its `js` and `ts` blocks that import or require something, types taken off. */
async function programsOf(readme) {
	const blocks = [...readme.matchAll(/```(js|javascript|mjs|cjs|ts|typescript)\n([\s\S]*?)```/g)];
	const programs = blocks.filter(([, , code]) => /^import\s|require\(/m.test(code));
	const options = { loader: 'ts', target: 'es2022', tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } };
	const plain = async ([, language, code]) => (language.startsWith('t') ? (await transform(code, options)).code : code);
	return Promise.all(programs.map(plain));
}

/** The same program as CommonJS: `import { a as b } from 'x'` becomes `const { a: b } = require('x')`. */
export function toCommonJs(code) {
	const lines = code
		.replace(
			/^import\s+\{([^}]*)\}\s+from\s+('[^']+'|"[^"]+");?/gm,
			(_, names, from) => `const {${names.replace(/(\w+)\s+as\s+(\w+)/g, '$1: $2')}} = require(${from});`,
		)
		.replace(/^import\s+\*\s+as\s+(\w+)\s+from\s+('[^']+'|"[^"]+");?/gm, 'const $1 = require($2);')
		.replace(/^import\s+(\w+)\s+from\s+('[^']+'|"[^"]+");?/gm, 'const $1 = require($2);');
	return `(async () => {\n${lines}\n})().catch((error) => {\n\tconsole.error(error);\n\tprocess.exit(1);\n});\n`;
}

/** Runs each program as it stands, and ES modules also as CommonJS. */
export async function runPrograms(packages, project) {
	const problems = [];
	for (const { name, short, folder } of packages.filter(({ name }) => shown.includes(name))) {
		const readme = join(folder, 'README.md');
		const programs = existsSync(readme) ? await programsOf(readFileSync(readme, 'utf8')) : [];
		if (programs.length === 0) problems.push(`${name}: its README has no program`);
		for (const [i, code] of programs.entries()) {
			const isModule = /^import\s/m.test(code);
			const forms = isModule ? { mjs: code, cjs: toCommonJs(code) } : { cjs: code };
			for (const [ending, text] of Object.entries(forms)) {
				const file = `${short}-${i + 1}.${ending}`;
				writeFileSync(join(project, file), text);
				const { status, output } = await run('node', [file], { cwd: project });
				if (status !== 0) problems.push(`${name}: README program ${i + 1} as .${ending}: ${output}`);
			}
		}
	}
	return problems;
}
