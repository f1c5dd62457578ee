/** Colour differences as normal and colour-blind eyes see them: OKLab, and Machado, Oliveira & Fernandes 2009 at full severity. */
const matrices = [
	[1, 0, 0, 0, 1, 0, 0, 0, 1],
	[0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
	[0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
	[1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
];

type Triple = [number, number, number];

function linear(hex: string): Triple {
	const channel = (at: number) => {
		const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return [channel(1), channel(3), channel(5)];
}

function oklab([r, g, b]: Triple): Triple {
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	return [
		0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
	];
}

/** The smallest difference between any two colours for any of the four kinds of sight. */
export function leastDifference(colors: readonly string[]): number {
	let least = Number.POSITIVE_INFINITY;
	for (const m of matrices) {
		const seen = colors.map((hex) => {
			const rgb = linear(hex);
			const row = (i: number) =>
				Math.min(
					1,
					Math.max(
						0,
						rgb.reduce((sum, value, c) => sum + value * (m[3 * i + c] as number), 0),
					),
				);
			return oklab([row(0), row(1), row(2)]);
		});
		seen.forEach((a, i) => {
			for (const b of seen.slice(i + 1)) least = Math.min(least, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
		});
	}
	return least;
}

/** WCAG contrast ratio. */
export function contrast(a: string, b: string): number {
	const luminance = (hex: string) => {
		const [r, g, blue] = linear(hex);
		return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
	};
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
	return (high + 0.05) / (low + 0.05);
}
