import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the generated modules are what assembly/ compiles to', async () => {
	const { compile } = await import('../build.mjs' as string);
	const modules: { path: string; text: string; bytes: number }[] = await compile();
	expect(modules).toHaveLength(2);
	for (const { path, text, bytes } of modules) {
		expect(readFileSync(path, 'utf8')).toBe(text);
		expect(bytes).toBeLessThan(40_000);
	}
});
