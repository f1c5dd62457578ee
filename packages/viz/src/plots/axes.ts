import * as Plot from '@observablehq/plot';

/** Quiet axes: thin grid lines, small labels, no ticks. */
export const gridX = (options: Plot.GridXOptions = {}) =>
	Plot.gridX({ stroke: 'var(--ser-line)', strokeOpacity: 1, ...options });
export const gridY = (options: Plot.GridYOptions = {}) =>
	Plot.gridY({ stroke: 'var(--ser-line)', strokeOpacity: 1, ...options });

const quiet = { tickSize: 0, color: 'var(--ser-muted)', fontSize: 12, labelArrow: 'none' } as const;

export const axisX = (options: Plot.AxisXOptions = {}) =>
	Plot.axisX({ ...quiet, labelAnchor: 'right', tickPadding: 6, ...options });
export const axisY = (options: Plot.AxisYOptions = {}) =>
	Plot.axisY({ ...quiet, labelAnchor: 'top', tickPadding: 6, ...options });

/** As many ticks for shares as there is room for, from 0 to `top` (1 or 0.8). */
export function shareTicks(pixels: number, top = 1): number[] {
	const parts = pixels < 130 ? 2 : pixels < 260 || top < 1 ? 4 : 5;
	return Array.from({ length: parts + 1 }, (_, i) => Number(((i * top) / parts).toFixed(3)));
}

/** A tick label for a share: `60 %`. */
export const asPercent = (value: number) => `${Math.round(100 * value)} %`;

/** Places for a time axis of recordings, at steps people count in. */
export function timeTicks(start: number, end: number, pixels: number): number[] {
	const wanted = (end - start) / Math.max(2, Math.floor(pixels / 80));
	const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
	const step = steps.find((size) => size >= wanted) ?? 7200;
	const ticks: number[] = [];
	for (let i = Math.ceil(start / step - 1e-9); i * step <= end + 1e-9; i++) ticks.push(Number((i * step).toFixed(3)));
	return ticks;
}
