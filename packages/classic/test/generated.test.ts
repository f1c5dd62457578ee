import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the generated WebAssembly is what assembly/ compiles to', async () => {
	const { compile } = await import('../build.mjs' as string);
	const modules = await compile();
	expect(modules).toHaveLength(1);
	for (const { path, text } of modules) expect(readFileSync(path, 'utf8')).toBe(text);
});
