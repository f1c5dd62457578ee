/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations.
 *
 * @param matrix square and symmetric; not changed
 * @returns largest eigenvalue first; `vectors[k]` belongs to `values[k]` and has length 1
 */
export function symmetricEigen(matrix: readonly ArrayLike<number>[]): { values: number[]; vectors: Float64Array[] } {
	const n = matrix.length;
	const a = matrix.map((row) => Float64Array.from(row));
	const vectors = matrix.map((_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
	const at = (i: number, j: number) => (a[i] as Float64Array)[j] as number;
	for (let sweep = 0; sweep < 60; sweep++) {
		let off = 0;
		for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) off += at(i, j) ** 2;
		let scale = 0;
		for (let i = 0; i < n; i++) scale += at(i, i) ** 2;
		if (off <= 1e-26 * scale) break;
		for (let p = 0; p < n; p++) {
			for (let q = p + 1; q < n; q++) {
				if (at(p, q) === 0) continue;
				const theta = (at(q, q) - at(p, p)) / (2 * at(p, q));
				const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
				const cos = 1 / Math.sqrt(t * t + 1);
				const sin = t * cos;
				for (let i = 0; i < n; i++) {
					const row = a[i] as Float64Array;
					const x = row[p] as number;
					const y = row[q] as number;
					row[p] = cos * x - sin * y;
					row[q] = sin * x + cos * y;
				}
				rotate(a[p] as Float64Array, a[q] as Float64Array, cos, sin);
				rotate(vectors[p] as Float64Array, vectors[q] as Float64Array, cos, sin);
			}
		}
	}
	const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => at(j, j) - at(i, i));
	return { values: order.map((i) => at(i, i)), vectors: order.map((i) => vectors[i] as Float64Array) };
}

function rotate(p: Float64Array, q: Float64Array, cos: number, sin: number): void {
	for (let i = 0; i < p.length; i++) {
		const x = p[i] as number;
		const y = q[i] as number;
		p[i] = cos * x - sin * y;
		q[i] = sin * x + cos * y;
	}
}
