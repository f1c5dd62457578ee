import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerError } from '@ser/core';
import { readManifest } from '@ser/datasets/node';
import { afterAll, expect, test } from 'vitest';

/** Manifests that the fuzzer of tools/fuzz found errors of several lines with. */

const folder = mkdtempSync(join(tmpdir(), 'ser-manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hostile = {
	'a header cell with line breaks': 'a,"b\nc",d\nx.wav,sad,s1\n',
	'a header cell that would clear the terminal': '\u001b[2Jx,y\n1,2\n',
	'a path with line breaks and no emotion': 'path,emotion\n"x\ny.wav",\n',
	'a header of thousands of cells': `${'column,'.repeat(5000)}\n1,2\n`,
	'names of Object.prototype': '__proto__,constructor\na.wav,sad\n',
};

for (const [name, text] of Object.entries(hostile)) {
	test(`${name}: one line says what is wrong`, async () => {
		const file = join(folder, 'list.csv');
		writeFileSync(file, text);
		const error = await readManifest(file).catch((caught) => caught);
		expect(error).toBeInstanceOf(SerError);
		expect(error.message).toMatch(/^[^\p{Cc}]{1,800}$/u);
		expect(error.message.startsWith(`${file}: `)).toBe(true);
	});
}
