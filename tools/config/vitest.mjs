import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));

/**
 * The tests of every package run on the sources: `@ser/x` and `@ser/x/node` mean `packages/x/src`.
 * @param {string} metaUrl the config file's import.meta.url
 */
export function serVitest(metaUrl, test = {}) {
	return defineConfig({
		resolve: {
			alias: [
				{ find: /^@ser\/([a-z-]+)\/(node|browser)$/, replacement: `${packages}$1/src/$2/index.ts` },
				{ find: /^@ser\/([a-z-]+)$/, replacement: `${packages}$1/src/index.ts` },
			],
		},
		test: {
			name: basename(fileURLToPath(new URL('.', metaUrl))),
			include: ['test/**/*.test.ts'],
			testTimeout: 60_000,
			hookTimeout: 60_000,
			pool: 'forks',
			...test,
		},
	});
}
