/**
 * Class probabilities from pairwise ones: the second method of Wu, Lin & Weng (2004), as libsvm's
 * `multiclass_probability`.
 *
 * @param pairwise k × k: p(i | i or j) at i × k + j
 * @param out k values, overwritten, summing to 1
 */
export function couplePairs(pairwise: Float64Array, k: number, out: Float64Array): void {
	const q = new Float64Array(k * k);
	const qp = new Float64Array(k);
	for (let t = 0; t < k; t++) {
		out[t] = 1 / k;
		for (let j = 0; j < k; j++) {
			if (j === t) continue;
			q[t * k + t] += pairwise[j * k + t] ** 2;
			q[t * k + j] = -pairwise[j * k + t] * pairwise[t * k + j];
		}
	}
	const tolerance = 0.005 / k;
	for (let iteration = 0; iteration < Math.max(100, k); iteration++) {
		let pqp = 0;
		for (let t = 0; t < k; t++) {
			let sum = 0;
			for (let j = 0; j < k; j++) sum += q[t * k + j] * out[j];
			qp[t] = sum;
			pqp += out[t] * sum;
		}
		let greatest = 0;
		for (let t = 0; t < k; t++) greatest = Math.max(greatest, Math.abs(qp[t] - pqp));
		if (greatest < tolerance) break;
		for (let t = 0; t < k; t++) {
			const change = (-qp[t] + pqp) / q[t * k + t];
			out[t] += change;
			pqp = (pqp + change * (change * q[t * k + t] + 2 * qp[t])) / (1 + change) ** 2;
			for (let j = 0; j < k; j++) {
				qp[j] = (qp[j] + change * q[t * k + j]) / (1 + change);
				out[j] /= 1 + change;
			}
		}
	}
}
