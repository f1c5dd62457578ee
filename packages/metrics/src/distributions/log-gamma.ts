const lanczos = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
	12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0 (Lanczos 1964, g = 7), to about 1e-14 relative. */
export function logGamma(x: number): number {
	if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
	const z = x - 1;
	let sum = lanczos[0];
	for (let i = 1; i < 9; i++) sum += lanczos[i] / (z + i);
	const t = z + 7.5;
	return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ψ(x), the derivative of ln Γ, for x > 0: recurrence up to 10, then the asymptotic series. */
export function digamma(x: number): number {
	let value = 0;
	let z = x;
	for (; z < 10; z++) value -= 1 / z;
	const f = 1 / (z * z);
	const series = f * (1 / 12 - f * (1 / 120 - f * (1 / 252 - f * (1 / 240 - f * (1 / 132 - (f * 691) / 32760)))));
	return value + Math.log(z) - 0.5 / z - series;
}
