import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

/**
 * Packs every package of `packages/` with pnpm, which writes versions in place of `workspace:*`.
 *
 * @returns {Promise<{ packages: { short, name, folder, manifest, tarball }[], problems: string[] }>}
 */
export async function packAll(folder) {
	const packages = [];
	const problems = [];
	for (const short of readdirSync(join(root, 'packages')).sort()) {
		const cwd = join(root, 'packages', short);
		if (!existsSync(join(cwd, 'package.json'))) continue;
		const manifest = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
		if (manifest.private) continue;
		if (!existsSync(join(cwd, 'dist'))) problems.push(`${manifest.name}: not built (npm run build)`);
		for (const file of ['README.md', 'LICENSE']) {
			if (!existsSync(join(cwd, file))) problems.push(`${manifest.name}: has no ${file}`);
		}
		const { status, output, stdout } = await run('pnpm', ['pack', '--pack-destination', folder, '--json'], { cwd });
		if (status !== 0) {
			problems.push(`${manifest.name}: pnpm pack: ${output}`);
			continue;
		}
		const { filename } = JSON.parse(stdout.slice(stdout.indexOf('{')));
		packages.push({ short, name: manifest.name, folder: cwd, manifest, tarball: filename });
	}
	return { packages, problems };
}

/** Every entry that a user can import: `@ser/x`, `@ser/x/node`. */
export function entriesOf({ name, manifest }) {
	return Object.keys(manifest.exports ?? { '.': '' })
		.filter((key) => !/\.(json|css|wasm)$/.test(key))
		.map((key) => name + key.slice(1));
}

/** Entries for the audio thread of a browser: they call `registerProcessor` at once, so Node cannot run them. */
export const isWorklet = (entry) => entry.endsWith('/worklet');
