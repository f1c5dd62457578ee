import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

/** A folder that is removed after the tests, holding the given files (paths with text or bytes; `null` = some bytes). */
export async function tempFolder(files: Record<string, string | Uint8Array | null> = {}): Promise<string> {
	const root = await mkdtemp(join(tmpdir(), 'ser-datasets-'));
	made.push(root);
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(root, path)), { recursive: true });
		await writeFile(join(root, path), content ?? 'RIFF, not read here');
	}
	return root;
}

/** The same, with some bytes in every file. */
export function tempAudio(paths: readonly string[]): Promise<string> {
	return tempFolder(Object.fromEntries(paths.map((path) => [path, null])));
}

afterAll(async () => {
	for (const root of made.splice(0)) await rm(root, { recursive: true, force: true });
});
