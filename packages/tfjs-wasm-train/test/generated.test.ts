import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
// @ts-expect-error: a build script without types
import { compile } from '../build.mjs';

test.each([false, true])('the generated module is what assembly/ compiles to (relaxed %s)', async (relaxed) => {
	const { path, text, bytes } = (await compile(relaxed)) as { path: string; text: string; bytes: number };
	expect(readFileSync(path, 'utf8')).toBe(text);
	expect(bytes).toBeLessThan(40_000);
});
