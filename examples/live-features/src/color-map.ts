/** Corner colours of the magma map, dark to bright. */
const stops = [
	[0, 0, 4],
	[59, 15, 112],
	[140, 41, 129],
	[222, 73, 104],
	[254, 159, 109],
	[252, 253, 191],
] as const;

/** 256 colours of a perceptually even map as one ImageData word each (ABGR, little-endian). */
export const colors = Uint32Array.from({ length: 256 }, (_, i) => {
	const position = (i / 255) * (stops.length - 1);
	const low = Math.min(Math.floor(position), stops.length - 2);
	const mixed = [0, 1, 2].map((c) => {
		const [from, to] = [stops[low]![c]!, stops[low + 1]![c]!];
		return Math.round(from + (position - low) * (to - from));
	});
	return ((255 << 24) | (mixed[2]! << 16) | (mixed[1]! << 8) | mixed[0]!) >>> 0;
});

/** The colour of a share, 0 … 1. */
export function colorOf(share: number): number {
	return colors[Math.max(0, Math.min(255, Math.round(255 * share)))]!;
}
