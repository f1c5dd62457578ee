import { writeFileSync } from 'node:fs';
import { hasChromium, launchChromium } from '@ser/config/chromium';
import { expect, test } from 'vitest';

/** A WAV file of a gliding voice, 140-260 Hz, in 16-bit PCM. */
function glidingVoice(seconds: number): Buffer {
	const sampleRate = 16000;
	const count = seconds * sampleRate;
	const wav = Buffer.alloc(44 + 2 * count);
	wav.write('RIFF', 0);
	wav.writeUInt32LE(36 + 2 * count, 4);
	wav.write('WAVEfmt ', 8);
	wav.writeUInt32LE(16, 16);
	wav.writeUInt16LE(1, 20);
	wav.writeUInt16LE(1, 22);
	wav.writeUInt32LE(sampleRate, 24);
	wav.writeUInt32LE(2 * sampleRate, 28);
	wav.writeUInt16LE(2, 32);
	wav.writeUInt16LE(16, 34);
	wav.write('data', 36);
	wav.writeUInt32LE(2 * count, 40);
	for (let i = 0; i < count; i++) {
		const t = i / sampleRate;
		const phase = 2 * Math.PI * (200 * t + (60 / 4) * Math.sin(4 * t));
		let sum = 0;
		for (let h = 1; h < 20; h++) sum += Math.cos(h * phase + h) / (h * (1 + Math.abs(h - 4) / 3));
		wav.writeInt16LE(Math.round(6000 * sum * (t % 1 < 0.8 ? 1 : 0)), 44 + 2 * i);
	}
	return wav;
}

test.skipIf(!hasChromium())('the page draws a sound file', async () => {
	const module = '../serve.mjs';
	const server = await (await import(module)).serve(0);
	const browser = await launchChromium();
	try {
		const page = await browser.newPage({ viewport: { width: 960, height: 860 } });
		const errors: string[] = [];
		page.on('pageerror', (error) => errors.push(error.message));
		await page.goto(`http://127.0.0.1:${server.address().port}/`);
		await page.setInputFiles('#file', { name: 'voice.wav', mimeType: 'audio/wav', buffer: glidingVoice(20) });
		await page.waitForFunction(() => /\d Hz/.test(document.getElementById('pitch')!.textContent ?? ''));
		await page.waitForTimeout(Number(process.env.SER_SCREENSHOT_SECONDS ?? 1.5) * 1000);
		await page.waitForFunction(() => /\d Hz/.test(document.getElementById('pitch')!.textContent ?? ''), undefined, {
			polling: 20,
		});
		const pitch = Number.parseFloat((await page.textContent('#pitch')) ?? '');
		if (Number.isFinite(pitch)) expect(pitch).toBeGreaterThan(100);
		const drawn = await page.evaluate(() =>
			['mel', 'f0', 'chroma'].map((id) => {
				const canvas = document.getElementById(id) as HTMLCanvasElement;
				const { data } = canvas.getContext('2d')!.getImageData(canvas.width - 40, 0, 40, canvas.height);
				return data.filter((value, i) => i % 4 === 0 && value > 80).length;
			}),
		);
		for (const bright of drawn) expect(bright).toBeGreaterThan(30);
		if (process.env.SER_SCREENSHOT) writeFileSync(process.env.SER_SCREENSHOT, await page.screenshot());
		expect(errors).toEqual([]);
	} finally {
		await browser.close();
		server.close();
	}
});
