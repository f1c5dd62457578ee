import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

/** Installs all tarballs into an empty project with npm, each `@ser/x` from its tarball, also below the others. */
export async function installTarballs(packages, project) {
	const repository = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const dependencies = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
	mkdirSync(project, { recursive: true });
	const manifest = {
		name: 'a-user',
		private: true,
		dependencies,
		devDependencies: { '@types/node': repository.devDependencies['@types/node'] },
		overrides: Object.fromEntries(packages.map(({ name }) => [name, `$${name}`])),
	};
	writeFileSync(join(project, 'package.json'), JSON.stringify(manifest, undefined, 2));
	const args = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
	const { status, output } = await run('npm', args, { cwd: project });
	return status === 0 ? [] : [`npm install: ${output}`];
}
