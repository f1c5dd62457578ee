import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const folder = new URL('./screenshots/', import.meta.url);

/** How two pictures of a page differ, over a coarse grid of brightness-and-colour means. */
export interface Difference {
	/** mean over the grid, 0…255 */
	mean: number;
	/** share of cells that differ by more than 40 */
	far: number;
}

/** Below this, two pictures are the same page on another machine: letters and lines may be smoothed differently, nothing may move. */
export const tolerance: Difference = { mean: 4, far: 0.02 };

/**
 * Compares what is in the window with a committed picture of a quarter of the size.
 * `SER_UPDATE_SCREENSHOTS=1` writes it anew; then look at it.
 */
export async function compareWithBaseline(page: Page, name: string): Promise<Difference> {
	const shot = await page.screenshot();
	const file = new URL(`${name}.png`, folder);
	if (process.env.SER_UPDATE_SCREENSHOTS === '1' || !existsSync(file)) {
		if (process.env.CI) throw new Error(`no committed screenshot ${name}.png`);
		mkdirSync(folder, { recursive: true });
		writeFileSync(file, await shrink(page, shot, 0.25));
	}
	return difference(page, await shrink(page, shot, 0.25), readFileSync(file));
}

/** Draws both pictures on a grid of cells of eight baseline pixels and compares the cells. */
export async function difference(page: Page, a: Buffer, b: Buffer): Promise<Difference> {
	const blank = await newPage(page);
	try {
		return await blank.evaluate(
			async ([first, second]) => {
				const cells = async (base64: string) => {
					const image = new Image();
					image.src = `data:image/png;base64,${base64}`;
					await image.decode();
					const canvas = document.createElement('canvas');
					canvas.width = Math.round(image.width / 8);
					canvas.height = Math.round(image.height / 8);
					const context = canvas.getContext('2d') as CanvasRenderingContext2D;
					context.imageSmoothingQuality = 'high';
					context.drawImage(image, 0, 0, canvas.width, canvas.height);
					return context.getImageData(0, 0, canvas.width, canvas.height).data;
				};
				const [x, y] = [await cells(first as string), await cells(second as string)];
				if (x.length !== y.length) return { mean: 255, far: 1 };
				let sum = 0;
				let far = 0;
				for (let i = 0; i < x.length; i += 4) {
					const parts = [0, 1, 2].map((c) => Math.abs((x[i + c] as number) - (y[i + c] as number)));
					sum += (parts[0] as number) / 3 + (parts[1] as number) / 3 + (parts[2] as number) / 3;
					if (Math.max(...parts) > 40) far++;
				}
				return { mean: sum / (x.length / 4), far: far / (x.length / 4) };
			},
			[a.toString('base64'), b.toString('base64')],
		);
	} finally {
		await blank.close();
	}
}

async function newPage(page: Page): Promise<Page> {
	const browser = page.context().browser();
	if (!browser) throw new Error('the page has no browser');
	return browser.newPage();
}

/** A PNG, smaller. */
async function shrink(page: Page, png: Buffer, factor: number): Promise<Buffer> {
	const blank = await newPage(page);
	try {
		const url = await blank.evaluate(
			async ({ base64, scale }) => {
				const image = new Image();
				image.src = `data:image/png;base64,${base64}`;
				await image.decode();
				const canvas = document.createElement('canvas');
				canvas.width = Math.round(image.width * scale);
				canvas.height = Math.round(image.height * scale);
				const context = canvas.getContext('2d') as CanvasRenderingContext2D;
				context.imageSmoothingQuality = 'high';
				context.drawImage(image, 0, 0, canvas.width, canvas.height);
				return canvas.toDataURL('image/png');
			},
			{ base64: png.toString('base64'), scale: factor },
		);
		return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
	} finally {
		await blank.close();
	}
}
