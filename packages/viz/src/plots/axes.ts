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

/** A tick label for a share: `60 %`. */
export const asPercent = (value: number) => `${Math.round(100 * value)} %`;
