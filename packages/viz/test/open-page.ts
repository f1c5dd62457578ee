import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '@ser/config/chromium';
import type { Browser, Page } from 'playwright-core';

export interface View {
	width: number;
	height: number;
	colorScheme: 'light' | 'dark';
}

export const desktop: View = { width: 1280, height: 900, colorScheme: 'light' };
export const phone: View = { width: 390, height: 844, colorScheme: 'dark' };

/** Opens HTML strings from files in a headless browser and notes everything that goes wrong. */
export class PageOpener {
	readonly folder = mkdtempSync(join(tmpdir(), 'ser-viz-'));
	private browser: Browser | undefined;

	async start(): Promise<void> {
		this.browser = await launchChromium();
	}

	async stop(): Promise<void> {
		await this.browser?.close();
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** @returns the page and the list that its console errors, exceptions and requests beyond the file go to */
	async open(html: string, view: View): Promise<{ page: Page; trouble: string[] }> {
		if (!this.browser) throw new Error('not started');
		const trouble: string[] = [];
		const { width, height, colorScheme } = view;
		const page = await this.browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
		page.on('console', (message) => {
			if (['error', 'warning'].includes(message.type())) trouble.push(`console: ${message.text()}`);
		});
		page.on('pageerror', (error) => trouble.push(`exception: ${error.message}`));
		page.on('request', (request) => {
			if (/^(https?|wss?):/.test(request.url())) trouble.push(`request: ${request.url()}`);
		});
		const path = join(this.folder, 'page.html');
		writeFileSync(path, html);
		await page.goto(`file://${path}`);
		await page.evaluate(() => document.fonts.ready);
		return { page, trouble };
	}
}

/** What axe-core finds serious or critical. */
export async function seriousViolations(page: Page): Promise<string[]> {
	const require = createRequire(import.meta.url);
	await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
	return page.evaluate(async () => {
		const { axe } = window as unknown as {
			axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
		};
		const { violations } = await axe.run();
		return violations
			.filter(({ impact }) => impact === 'serious' || impact === 'critical')
			.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
	});
}

/** Texts of visible plots that stick out of their drawing, and elements that widen the page beyond the window. */
export async function layoutFaults(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const faults: string[] = [];
		const extra = document.documentElement.scrollWidth - window.innerWidth;
		if (extra > 0) faults.push(`the page is ${extra} px wider than the window`);
		for (const svg of document.querySelectorAll('svg.ser-plot')) {
			const frame = svg.getBoundingClientRect();
			if (frame.width === 0) continue;
			for (const text of svg.querySelectorAll('text')) {
				const box = text.getBoundingClientRect();
				if (box.width === 0) continue;
				const out = Math.max(
					frame.left - box.left,
					box.right - frame.right,
					frame.top - box.top,
					box.bottom - frame.bottom,
				);
				if (out > 2)
					faults.push(
						`"${text.textContent}" sticks ${Math.round(out)} px out of "${svg.getAttribute('aria-label')?.slice(0, 60)}"`,
					);
			}
		}
		return faults;
	});
}

/** Names of a plot that stand on each other. */
export async function overlappingTexts(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const faults: string[] = [];
		for (const svg of document.querySelectorAll('svg.ser-plot')) {
			const boxes = [...svg.querySelectorAll('text')]
				.map((text) => ({ text: text.textContent ?? '', box: text.getBoundingClientRect() }))
				.filter(({ box, text }) => box.width > 0 && text.trim() !== '');
			boxes.forEach((a, i) => {
				for (const b of boxes.slice(i + 1)) {
					const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
					const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
					// line boxes are taller than letters: a quarter of a line may overlap unseen
					if (x > 2 && y > 5)
						faults.push(`"${a.text}" and "${b.text}" in "${svg.getAttribute('aria-label')?.slice(0, 50)}"`);
				}
			});
		}
		return faults;
	});
}
