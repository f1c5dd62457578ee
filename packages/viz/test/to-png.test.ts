import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { melPlot, themedSvg, toPng, uarPlot } from '../src/node/index.js';
import { syntheticLogMel } from './synthetic-run.js';

const plot = uarPlot([{ name: 'model', uar: 0.6, interval: [0.5, 0.7] }], { width: 400 });

/** Width, height and pixels of an 8-bit PNG. */
function decode(png: Buffer): { width: number; height: number; pixels: Uint8Array; channels: number } {
	const width = png.readUInt32BE(16);
	const height = png.readUInt32BE(20);
	const channels = png[25] === 6 ? 4 : 3;
	const parts: Buffer[] = [];
	for (let at = 8; at < png.length; ) {
		const length = png.readUInt32BE(at);
		if (png.toString('ascii', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
		at += length + 12;
	}
	const raw = inflateSync(Buffer.concat(parts));
	const stride = width * channels;
	const pixels = new Uint8Array(height * stride);
	for (let y = 0; y < height; y++) {
		const filter = raw[y * (stride + 1)] as number;
		for (let i = 0; i < stride; i++) {
			const left = i >= channels ? (pixels[y * stride + i - channels] as number) : 0;
			const up = y > 0 ? (pixels[(y - 1) * stride + i] as number) : 0;
			const corner = y > 0 && i >= channels ? (pixels[(y - 1) * stride + i - channels] as number) : 0;
			const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] as number;
			pixels[y * stride + i] = (raw[y * (stride + 1) + 1 + i] as number) + guess;
		}
	}
	return { width, height, pixels, channels };
}

function paeth(a: number, b: number, c: number): number {
	const p = a + b - c;
	const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
	return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

const darkPixels = ({ pixels, channels, width }: ReturnType<typeof decode>, fromX: number, toX: number) => {
	let count = 0;
	for (let i = 0; i < pixels.length; i += channels) {
		const x = (i / channels) % width;
		if (x >= fromX && x < toX && (pixels[i] as number) < 110) count++;
	}
	return count;
};

describe('toPng', () => {
	it('has the asked width and the drawing’s shape', () => {
		const { width, height } = decode(toPng(plot, { width: 800 }));
		expect(width).toBe(800);
		expect(height).toBe(Math.round((800 * 78) / 400));
	});

	it('paints the theme’s surface, or leaves it transparent', () => {
		const corner = (options: Parameters<typeof toPng>[1]) => [...decode(toPng(plot, options)).pixels.subarray(0, 4)];
		expect(corner({}).slice(0, 3)).toEqual([255, 255, 255]);
		expect(corner({ theme: 'dark' }).slice(0, 3)).toEqual([0x14, 0x18, 0x1d]);
		expect(corner({ background: false })[3]).toBe(0);
	});

	it('sets the words in its own typeface, without the system’s fonts', () => {
		const image = decode(toPng(plot, { width: 800 }));
		const nameless = decode(toPng(plot.svg.replace(/<text[\s\S]*?<\/text>/g, ''), { width: 800 }));
		// the name of the model stands in the left margin, where nothing else is
		expect(darkPixels(image, 0, 90)).toBeGreaterThan(60);
		expect(darkPixels(nameless, 0, 90)).toBe(0);
	});

	it('shows embedded spectrograms', () => {
		const mel = melPlot(syntheticLogMel('anger', 1), { sampleRate: 16000, width: 300, height: 150 });
		const image = decode(toPng(mel, { width: 300 }));
		const at = (x: number, y: number) => [
			...image.pixels.subarray((y * image.width + x) * image.channels, (y * image.width + x) * image.channels + 3),
		];
		const inside = [60, 100, 140, 180, 220].map((x) => at(x, 90));
		expect(new Set(inside.map(String)).size).toBeGreaterThan(3);
		for (const color of inside) expect(color).not.toEqual([255, 255, 255]);
	});

	it('names what is not an SVG', () => {
		expect(() => toPng('<svg')).toThrow(/not a readable SVG/);
	});
});

it('themedSvg leaves no variable behind', () => {
	for (const theme of ['light', 'dark'] as const) {
		const { svg } = themedSvg(plot.svg, theme);
		expect(svg).not.toMatch(/var\(|<style/);
		expect(svg).toContain(theme === 'light' ? '#1b232c' : '#e8ecf0');
	}
});
