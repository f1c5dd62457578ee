/** Ten anchors of matplotlib's magma (CC0), dark to light; perceptually uniform and safe for colour-blind eyes. */
const magma = [
	[0, 0, 4],
	[24, 15, 61],
	[68, 15, 118],
	[114, 31, 129],
	[158, 47, 127],
	[205, 64, 113],
	[241, 96, 93],
	[253, 150, 104],
	[254, 202, 141],
	[252, 253, 191],
] as const;

/**
 * The colour of a level in heat maps of sound.
 *
 * @param t 0 (quiet) … 1 (loud); outside values are clamped
 * @returns red, green, blue, each 0…255
 */
export function heatColor(t: number): [number, number, number] {
	const place = Math.min(1, Math.max(0, Number.isFinite(t) ? t : 0)) * (magma.length - 1);
	const index = Math.min(magma.length - 2, Math.floor(place));
	const from = magma[index] as readonly number[];
	const to = magma[index + 1] as readonly number[];
	const mix = (channel: number) =>
		Math.round((from[channel] as number) + ((to[channel] as number) - (from[channel] as number)) * (place - index));
	return [mix(0), mix(1), mix(2)];
}
