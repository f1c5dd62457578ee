import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the generated WebAssembly is what assembly/ compiles to', async () => {
	const { compile } = await import('../build.mjs' as string);
	const { path, text } = await compile();
	expect(readFileSync(path, 'utf8')).toBe(text);
});
