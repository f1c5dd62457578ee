/**
 * Bundles what runs inside the pages (the `client/main.ts` of each page, and `page.css`) into strings under `src/generated`,
 * so that the package itself needs no bundler. Run by `npm run build`; a test fails when the strings are stale.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { build, transform } from 'esbuild';

const here = (path) => new URL(path, import.meta.url).pathname;

export const scripts = {
	'report-script': { name: 'reportScript', entry: 'src/report/client/main.ts' },
	'timeline-script': { name: 'timelineScript', entry: 'src/timeline/client/main.ts' },
	'explore-script': { name: 'exploreScript', entry: 'src/explore/client/main.ts' },
};

/** @returns {Promise<Record<string, string>>} file name under src/generated → its text */
export async function generate() {
	const files = {};
	for (const [file, { name, entry }] of Object.entries(scripts)) {
		const { outputFiles } = await build({
			entryPoints: [here(entry)],
			bundle: true,
			write: false,
			minify: true,
			format: 'iife',
			target: 'es2022',
			charset: 'utf8',
		});
		files[`${file}.ts`] = moduleOf(name, entry, outputFiles[0].text);
	}
	const css = await transform(await readFile(here('src/page/page.css'), 'utf8'), { loader: 'css', minify: true });
	files['page-styles.ts'] = moduleOf('pageStyles', 'src/page/page.css', css.code);
	const font = await readFile(here('fonts/Inter-latin-wght.woff2'), 'base64');
	files['inter-font.ts'] = moduleOf('interFont', 'fonts/Inter-latin-wght.woff2', font);
	return files;
}

function moduleOf(name, source, text) {
	return `// Made by build-client.mjs from ${source}; do not edit.\nexport const ${name} = ${JSON.stringify(text.trim())};\n`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
	for (const [file, text] of Object.entries(await generate())) {
		const path = here(`src/generated/${file}`);
		if ((await readFile(path, 'utf8').catch(() => '')) !== text) await writeFile(path, text);
	}
}
