import { readFile } from 'node:fs/promises';

/** Versions that decide a run's numbers. */
export async function versions(): Promise<Record<string, string>> {
	const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
	return { '@ser/pipeline': version, node: process.versions.node };
}
