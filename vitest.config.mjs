import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		projects: ['packages/*', 'examples/*/vitest.config.mjs'],
		maxWorkers: 2,
		reporters: ['default', './tools/scripts/plain-count-reporter.mjs'],
	},
});
