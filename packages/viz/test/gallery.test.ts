import { describe, expect, it } from 'vitest';
import type { Picture } from '../src/index.js';
import { galleryPlots } from './gallery-plots.js';

const folder = '../../../docs/gallery';
const plots = galleryPlots();

/** UMAP's optimisation amplifies the last bit of every sum, so its picture may differ between versions of Node. */
const isChaotic = (name: string) => name.includes('umap');

describe('the gallery is the snapshot of every plot (vitest -u redraws it)', () => {
	for (const [name, picture] of Object.entries(plots)) {
		if (isChaotic(name)) {
			it(`${name}.svg: every clip is drawn`, () => {
				expect(picture.svg.match(/<circle/g)?.length).toBe(320 + 8);
			});
			continue;
		}
		it(`${name}.svg`, async () => {
			await expect(`${picture.svg}\n`).toMatchFileSnapshot(`${folder}/${name}.svg`);
		});
	}

	it('README.md lists every plot with its description', async () => {
		await expect(indexPage(plots)).toMatchFileSnapshot(`${folder}/README.md`);
	});
});

describe('every plot', () => {
	for (const [name, picture] of Object.entries(plots)) {
		it(`${name} is one labelled image without holes`, () => {
			expect(picture.svg).toMatch(/^<svg [^>]*role="img"/);
			expect(picture.title).not.toBe('');
			expect(picture.alt.length).toBeGreaterThan(30);
			expect(picture.svg.match(/aria-label/g)).toHaveLength(1);
			expect(`${picture.svg.replace(/base64,[^"]*/g, '')}${picture.alt}`).not.toMatch(
				/NaN|undefined|Infinity|\[object/,
			);
			for (const [, size] of picture.svg.matchAll(/font-size="([\d.]+)/g))
				expect(Number(size)).toBeGreaterThanOrEqual(10);
		});
	}

	it('is the same when drawn again', () => {
		const again = galleryPlots();
		for (const name of Object.keys(plots)) expect(again[name]?.svg === plots[name]?.svg, name).toBe(true);
	});
});

function indexPage(all: Record<string, Picture>): string {
	const entries = Object.entries(all)
		.filter(([name]) => !isChaotic(name))
		.map(([name, { title, alt }]) => `## ${title}\n\n![${alt.replace(/[[\]]/g, '')}](${name}.svg)\n\n${alt}\n`);
	return `# Gallery

Every plot of \`@ser/viz\`, drawn from made-up, seeded data by \`packages/viz/test/gallery-plots.ts\`. These files are also the
snapshots that the tests compare with; \`npx vitest run --project viz -u\` draws them again. Each picture carries its colours for light and dark.
UMAP is left out: its picture may differ between versions of Node.

${entries.join('\n')}`;
}
