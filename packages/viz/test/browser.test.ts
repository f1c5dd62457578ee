import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasChromium } from '@ser/config/chromium';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreHtml, reportHtml, timelineHtml } from '../src/node/index.js';
import { galleryPlots } from './gallery-plots.js';
import { desktop, layoutFaults, overlappingTexts, PageOpener, phone, seriousViolations } from './open-page.js';
import { compareWithBaseline, difference, tolerance } from './screenshots.js';
import { syntheticExplore, syntheticTimelineInput } from './synthetic-explore.js';
import { emotions, syntheticRun } from './synthetic-run.js';

const evil = '"><script>window.hacked = true</script><img src=x onerror="window.hacked = true">';
const opener = new PageOpener();

/** A quarter of a second of a tone as a WAV file. */
function tone(): Buffer {
	const samples = 4000;
	const wav = Buffer.alloc(44 + samples * 2);
	wav.write('RIFF', 0);
	wav.writeUInt32LE(36 + samples * 2, 4);
	wav.write('WAVEfmt ', 8);
	wav.writeUInt32LE(16, 16);
	wav.writeUInt16LE(1, 20);
	wav.writeUInt16LE(1, 22);
	wav.writeUInt32LE(16000, 24);
	wav.writeUInt32LE(32000, 28);
	wav.writeUInt16LE(2, 32);
	wav.writeUInt16LE(16, 34);
	wav.write('data', 36);
	wav.writeUInt32LE(samples * 2, 40);
	for (let i = 0; i < samples; i++) wav.writeInt16LE(Math.round(8000 * Math.sin(0.17 * i)), 44 + 2 * i);
	return wav;
}

describe.skipIf(!hasChromium())('in a real browser', () => {
	beforeAll(() => opener.start());
	afterAll(() => opener.stop());

	const report = reportHtml([
		{
			...syntheticRun({ clips: 1200, path: (i) => `/data/demo/${i === 7 ? evil : i}.wav` }),
			audio: () => 'tone.wav',
		},
	]);
	const pages = {
		report,
		leaky: reportHtml([
			syntheticRun({ clips: 240, leaky: true, skill: 3.2, features: false }),
			syntheticRun({ name: evil, clips: 240, skill: 1.2, seed: 2, features: false, history: false }),
		]),
		explore: exploreHtml({ ...syntheticExplore({ clips: 480 }), audio: () => 'tone.wav' }),
		timeline: timelineHtml(syntheticTimelineInput()),
	};

	for (const [name, html] of Object.entries(pages)) {
		for (const [device, view] of Object.entries({ desktop, phone })) {
			it(`${name}, ${device} ${view.colorScheme}: no errors, nothing serious for axe, nothing out of place`, async () => {
				const { page, trouble } = await opener.open(html, view);
				await page.waitForFunction(
					() => document.querySelectorAll('.clips:empty').length === 0 || document.querySelector('article[hidden]'),
				);
				expect(await layoutFaults(page)).toEqual([]);
				expect(await overlappingTexts(page)).toEqual([]);
				const found = await compareWithBaseline(page, `${name}-${device}`);
				expect(found.mean, `mean ${found.mean}`).toBeLessThan(tolerance.mean);
				expect(found.far, `far ${found.far}`).toBeLessThan(tolerance.far);
				expect(await seriousViolations(page)).toEqual([]);
				expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
				expect(trouble).toEqual([]);
				await page.close();
			});
		}
	}

	it('a screenshot of another page, or of the same page moved, is noticed', async () => {
		const { page } = await opener.open(pages.timeline, desktop);
		const before = await page.screenshot();
		await page.evaluate(() =>
			document.body.prepend(Object.assign(document.createElement('div'), { style: 'height:24px' })),
		);
		const moved = await difference(page, before, await page.screenshot());
		expect(moved.mean > tolerance.mean || moved.far > tolerance.far).toBe(true);
		await page.close();
	});

	it('every plot keeps its words inside and apart at 600 px', async () => {
		const body = Object.values(galleryPlots())
			.map(({ svg }) => `<div style="width:600px;margin:20px">${svg}</div>`)
			.join('');
		const { page } = await opener.open(`<!doctype html><meta charset="utf-8"><body>${body}`, {
			...desktop,
			width: 700,
		});
		expect(await layoutFaults(page)).toEqual([]);
		expect((await overlappingTexts(page)).filter((fault) => !/projection/.test(fault))).toEqual([]);
		await page.close();
	});

	it('a confusion cell opens its clips, by keyboard too, and they play from a file beside the page', async () => {
		writeFileSync(join(opener.folder, 'tone.wav'), tone());
		const { page, trouble } = await opener.open(report, desktop);
		const cell = page.locator('.cell.wrong[data-truth]').first();
		const truth = emotions[Number(await cell.getAttribute('data-truth'))] as string;
		const predicted = emotions[Number(await cell.getAttribute('data-predicted'))] as string;
		const count = Number.parseInt((await cell.locator('small').textContent()) ?? '', 10);
		await cell.focus();
		await page.keyboard.press('Enter');
		const status = page.locator('.clips[data-preset="all"] .clip-count');
		await expect
			.poll(() => status.textContent())
			.toBe(`${count === 1 ? '1 clip' : `${count} clips`}: ${truth} taken for ${predicted}`);
		expect(await page.evaluate(() => document.activeElement?.className)).toBe('clip-list');
		const cards = page.locator('.clips[data-preset="all"] .clip');
		expect(await cards.count()).toBe(Math.min(8, count));
		expect(await cards.first().locator('.verdict').textContent()).toMatch(
			new RegExp(`${truth}\\s+taken for\\s+${predicted}`),
		);
		const seconds = await cards
			.first()
			.locator('audio')
			.evaluate(async (audio: HTMLAudioElement) => {
				audio.load();
				await new Promise((resolve) => {
					audio.addEventListener('loadedmetadata', resolve);
					audio.addEventListener('error', resolve);
				});
				return audio.duration;
			});
		expect(seconds).toBeCloseTo(0.25, 2);
		const painted = await cards
			.first()
			.locator('canvas')
			.evaluate((canvas: HTMLCanvasElement) => {
				const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
					0,
					0,
					canvas.width,
					canvas.height,
				);
				return new Set(Array.from({ length: 200 }, (_, i) => data[(i * 97 * 4) % data.length])).size;
			});
		expect(painted).toBeGreaterThan(10);
		expect(trouble).toEqual([]);
		await page.close();
	});

	it('the most confident mistakes come surest first, and the filters find a file', async () => {
		const { page } = await opener.open(report, desktop);
		const list = page.locator('.clips[data-preset="mistakes"]');
		await list.locator('.clip').first().waitFor();
		const sure = (await list.locator('.probabilities li:first-child .n').allTextContents()).map((text) =>
			Number.parseInt(text, 10),
		);
		expect(sure).toEqual([...sure].sort((a, b) => b - a));
		expect(await list.locator('.verdict', { hasText: 'recognised' }).count()).toBe(0);
		const all = page.locator('.clips[data-preset="all"]');
		await all.locator('input[type=search]').fill('window.hacked');
		expect(await all.locator('.clip').count()).toBe(1);
		expect(await all.locator('.clip-name').getAttribute('title')).toBe(`/data/demo/${evil}.wav`);
		await page.close();
	});

	it('10,000 clips: only one page of them is in the document, and the last page is reached', async () => {
		const big = reportHtml([syntheticRun({ clips: 10_000, speakers: 91, features: false })]);
		const { page, trouble } = await opener.open(big, desktop);
		const all = page.locator('.clips[data-preset="all"]');
		await expect.poll(() => all.locator('.clip-count').textContent()).toBe('10,000 clips');
		expect(await page.locator('.clip').count()).toBe(8 + 6);
		expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(8000);
		await all.getByRole('button', { name: 'Next' }).click();
		expect(await all.locator('.place').textContent()).toBe('Page 2 of 1,250');
		expect(await seriousViolations(page)).toEqual([]);
		expect(trouble).toEqual([]);
		await page.close();
	});

	it('several runs: the buttons show one at a time', async () => {
		const { page } = await opener.open(pages.leaky, desktop);
		await expect.poll(() => page.locator('article.run:visible').count()).toBe(1);
		await page.getByRole('button', { name: evil }).click();
		expect(await page.locator('article.run:visible h2').first().textContent()).toBe(evil);
		expect(await page.locator('article.run:visible .clip').count()).toBeGreaterThan(0);
		await page.close();
	});

	it('the timeline follows the slider, the picture and the passages', async () => {
		const { page } = await opener.open(pages.timeline, desktop);
		const clock = page.locator('#clock');
		await page.locator('#position').focus();
		await page.keyboard.press('End');
		expect(await clock.textContent()).toBe('3:00');
		await page.getByRole('button', { name: '0:24–0:36' }).click();
		expect(await clock.textContent()).toBe('0:24');
		expect(await page.locator('.now li', { hasText: 'calm' }).locator('.n').textContent()).toMatch(/^[3-9]\d %$/);
		const box = await page.locator('.emotions .wide svg').first().boundingBox();
		if (!box) throw new Error('no picture');
		await page.mouse.click(box.x + box.width / 2 + ((44 - 18) / 2) * (box.width / 1096), box.y + box.height / 2);
		expect(await clock.textContent()).toMatch(/^1:(29|30)$/);
		const head = await page.locator('.emotions .playhead').boundingBox();
		expect(Math.abs((head?.x ?? 0) - (box.x + box.width / 2 + 13))).toBeLessThan(4);
		await page.close();
	});

	it('on paper every clip list page control is gone and details are open', async () => {
		const { page } = await opener.open(report, desktop);
		await page.emulateMedia({ media: 'print' });
		expect(await page.locator('.pager:visible, .filters:visible, .contents:visible').count()).toBe(0);
		await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
		expect(await page.locator('details:not([open])').count()).toBe(0);
		await page.close();
	});
});
