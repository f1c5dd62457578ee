import { heatColor } from '../../color-map.js';
import { bytes } from './decode.js';

/** frames, bands, mel, envelope, seconds: as `PageRun.pictures` holds them */
export type StoredPicture = [number, number, string, string, number];

/** A canvas with the clip's envelope over its mel spectrogram. */
export function clipCanvas([frames, bands, mel, envelope, seconds]: StoredPicture): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	const waveHeight = 28;
	const melHeight = 72;
	canvas.width = 256;
	canvas.height = waveHeight + melHeight;
	canvas.setAttribute('role', 'img');
	canvas.setAttribute('aria-label', `Waveform and mel spectrogram, ${seconds.toFixed(1)} seconds`);
	const context = canvas.getContext('2d');
	if (!context) return canvas;
	drawMel(context, bytes(mel), frames, bands, waveHeight, melHeight);
	drawEnvelope(context, new Int8Array(bytes(envelope).buffer), waveHeight);
	return canvas;
}

function drawMel(
	context: CanvasRenderingContext2D,
	packed: Uint8Array,
	frames: number,
	bands: number,
	top: number,
	height: number,
): void {
	const image = new ImageData(frames, bands);
	for (let i = 0; i < frames * bands; i++) {
		const pair = packed[i >> 1] as number;
		const level = i % 2 === 0 ? pair >> 4 : pair & 15;
		const [r, g, b] = heatColor(level / 15);
		const at = 4 * ((bands - 1 - (i % bands)) * frames + Math.floor(i / bands));
		image.data.set([r, g, b, 255], at);
	}
	const small = document.createElement('canvas');
	small.width = frames;
	small.height = bands;
	small.getContext('2d')?.putImageData(image, 0, 0);
	context.imageSmoothingEnabled = true;
	context.imageSmoothingQuality = 'high';
	context.drawImage(small, 0, top, context.canvas.width, height);
}

function drawEnvelope(context: CanvasRenderingContext2D, envelope: Int8Array, height: number): void {
	const points = envelope.length / 2;
	const { width } = context.canvas;
	context.fillStyle = '#1b1030';
	context.fillRect(0, 0, width, height);
	context.fillStyle = '#feca8d';
	for (let p = 0; p < points; p++) {
		const low = (envelope[2 * p] as number) / 127;
		const high = (envelope[2 * p + 1] as number) / 127;
		const y = (height / 2) * (1 - high * 0.92);
		const x = (p * width) / points;
		context.fillRect(x, y, Math.max(1, width / points - 0.6), Math.max(1, (height / 2) * 0.92 * (high - low)));
	}
}
