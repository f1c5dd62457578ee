import { colorOf } from './color-map.js';

/** A canvas that scrolls to the left, one column a frame. */
export class ScrollPlot {
	private readonly context: CanvasRenderingContext2D;
	private readonly column: ImageData;
	private readonly pixels: Uint32Array;

	constructor(private readonly canvas: HTMLCanvasElement) {
		this.context = canvas.getContext('2d')!;
		this.column = this.context.createImageData(1, canvas.height);
		this.pixels = new Uint32Array(this.column.data.buffer);
	}

	/** Moves everything to the left by as many columns as are about to be drawn. */
	scroll(columns: number): void {
		this.context.drawImage(this.canvas, -columns, 0);
	}

	/** Fills a column, counted from the right edge, with bands from the bottom up; shares 0 … 1. */
	drawBands(fromRight: number, bands: number, shareOf: (band: number) => number): void {
		const { height, width } = this.canvas;
		for (let y = 0; y < height; y++) this.pixels[y] = colorOf(shareOf(Math.floor(((height - 1 - y) * bands) / height)));
		this.context.putImageData(this.column, width - 1 - fromRight, 0);
	}

	/** An empty column, with a dot at a height of 0 … 1 unless it is undefined, and grid lines at others. */
	drawDot(fromRight: number, at: number | undefined, lines: readonly number[]): void {
		const { height, width } = this.canvas;
		this.pixels.fill(0xff000000);
		for (const line of lines) this.pixels[Math.round((1 - line) * (height - 1))] = 0xff4a443c;
		if (at !== undefined) {
			const y = Math.round((1 - at) * (height - 1));
			for (let i = Math.max(0, y - 1); i <= Math.min(height - 1, y + 1); i++) this.pixels[i] = 0xff55adf6;
		}
		this.context.putImageData(this.column, width - 1 - fromRight, 0);
	}
}
