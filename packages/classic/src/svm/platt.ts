/** p(+1 | decision value d) = 1 / (1 + exp(a d + b)). */
export interface Sigmoid {
	a: number;
	b: number;
}

/**
 * Platt scaling by Newton's method with backtracking (Lin, Lin & Weng 2007), libsvm's `sigmoid_train`.
 *
 * @param decisions decision values of clips that the model did not see
 * @param sign +1 or -1 per clip
 */
export function fitSigmoid(decisions: Float64Array, sign: Int8Array): Sigmoid {
	const n = decisions.length;
	let positive = 0;
	for (const value of sign) if (value > 0) positive++;
	const negative = n - positive;
	const high = (positive + 1) / (positive + 2);
	const low = 1 / (negative + 2);
	const target = Float64Array.from(sign, (value) => (value > 0 ? high : low));
	let a = 0;
	let b = Math.log((negative + 1) / (positive + 1));
	const loss = (ta: number, tb: number) => {
		let sum = 0;
		for (let i = 0; i < n; i++) {
			const f = decisions[i] * ta + tb;
			sum += f >= 0 ? target[i] * f + Math.log1p(Math.exp(-f)) : (target[i] - 1) * f + Math.log1p(Math.exp(f));
		}
		return sum;
	};
	let value = loss(a, b);
	for (let iteration = 0; iteration < 100; iteration++) {
		let h11 = 1e-12;
		let h22 = 1e-12;
		let h21 = 0;
		let g1 = 0;
		let g2 = 0;
		for (let i = 0; i < n; i++) {
			const d = decisions[i];
			const f = d * a + b;
			const e = Math.exp(-Math.abs(f));
			const p = f >= 0 ? e / (1 + e) : 1 / (1 + e);
			const q = 1 - p;
			h11 += d * d * p * q;
			h22 += p * q;
			h21 += d * p * q;
			g1 += d * (target[i] - p);
			g2 += target[i] - p;
		}
		if (Math.abs(g1) < 1e-5 && Math.abs(g2) < 1e-5) break;
		const det = h11 * h22 - h21 * h21;
		const da = -(h22 * g1 - h21 * g2) / det;
		const db = -(-h21 * g1 + h11 * g2) / det;
		const slope = g1 * da + g2 * db;
		let step = 1;
		let moved = false;
		for (; step >= 1e-10; step /= 2) {
			const next = loss(a + step * da, b + step * db);
			if (next < value + 1e-4 * step * slope) {
				a += step * da;
				b += step * db;
				value = next;
				moved = true;
				break;
			}
		}
		if (!moved) break;
	}
	return { a, b };
}

/** p(+1 | decision), without overflow. */
export function sigmoidAt({ a, b }: Sigmoid, decision: number): number {
	const f = a * decision + b;
	if (f < 0) return 1 / (1 + Math.exp(f));
	const e = Math.exp(-f);
	return e / (1 + e);
}
