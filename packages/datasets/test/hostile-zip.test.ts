import { join } from 'node:path';
import { SerError } from '@ser/core';
import { unzip } from '@ser/datasets/node';
import { expect, test } from 'vitest';
import { makeZip } from './make-zip.js';
import { tempFolder } from './temp-folder.js';

/** Archives that the fuzzer of tools/fuzz found an error without a name, or one of several lines, with. */

const hostile: Record<string, [string, RegExp]> = {
	'a name longer than file systems allow': ['n'.repeat(300), /holds a file whose name is too long \(nnn/],
	'a name with room for itself but not for .part': [`${'n'.repeat(251)}`, /name is too long/],
	'a name that breaks the line and clears the terminal': [
		'../a\nb\u001b[2J.wav',
		/damaged or unsafe|outside the folder/,
	],
};

for (const [name, [fileName, reason]] of Object.entries(hostile)) {
	test(name, async () => {
		const root = await tempFolder({ 'a.zip': makeZip([{ name: fileName, data: 'x' }]) });
		const error = await unzip(join(root, 'a.zip'), join(root, 'out')).catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(SerError);
		expect(error).toMatchObject({ code: 'FORMAT', message: expect.stringMatching(reason) });
		expect((error as Error).message).toMatch(/^[^\p{Cc}]+$/u);
	});
}
