/**
 * P(χ² > x) with one degree of freedom: erfc(√(x / 2)). Equals `scipy.stats.chi2.sf(x, 1)` to 1e-10 relative.
 *
 * @param x ≥ 0
 */
export function chiSquareTail(x: number): number {
	const z = x / 2;
	if (z <= 0) return 1;
	if (z < 1.5) {
		// P(1/2, z) by its series
		let term = 2 * Math.sqrt(z / Math.PI) * Math.exp(-z);
		let sum = term;
		for (let n = 1; term > sum * 1e-17; n++) {
			term *= z / (n + 0.5);
			sum += term;
		}
		return 1 - sum;
	}
	// Q(1/2, z) by its continued fraction
	const tiny = 1e-300;
	let b = z + 0.5;
	let c = 1 / tiny;
	let d = 1 / b;
	let value = d;
	for (let i = 1; i < 1000; i++) {
		const a = -i * (i - 0.5);
		b += 2;
		d = 1 / (a * d + b);
		c = b + a / c;
		value *= d * c;
		if (Math.abs(d * c - 1) < 1e-16) break;
	}
	return Math.sqrt(z / Math.PI) * Math.exp(-z) * value;
}
