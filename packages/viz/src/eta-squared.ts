import { type Matrix, SerError } from '@ser/core';

/**
 * Effect size of each feature: eta², the share of its variance that lies between the emotions (one-way ANOVA).
 *
 * @param values clips × features; not finite values are left out of their feature
 * @param labels the emotion of each clip
 * @returns one value per feature, 0…1; 0 for a feature without spread
 * @throws {SerError} INPUT when the labels do not match the clips
 */
export function etaSquared({ data, rows, cols }: Matrix, labels: readonly string[]): Float64Array {
	if (labels.length !== rows) throw new SerError('INPUT', `eta squared: ${rows} clips but ${labels.length} labels`);
	const names = [...new Set(labels)];
	const group = labels.map((label) => names.indexOf(label));
	const out = new Float64Array(cols);
	const sums = new Float64Array(names.length);
	const counts = new Float64Array(names.length);
	for (let c = 0; c < cols; c++) {
		sums.fill(0);
		counts.fill(0);
		for (let r = 0; r < rows; r++) {
			const value = data[r * cols + c] as number;
			if (!Number.isFinite(value)) continue;
			const g = group[r] as number;
			sums[g] = (sums[g] as number) + value;
			counts[g] = (counts[g] as number) + 1;
		}
		const n = counts.reduce((a, b) => a + b, 0);
		const mean = n > 0 ? sums.reduce((a, b) => a + b, 0) / n : 0;
		let total = 0;
		for (let r = 0; r < rows; r++) {
			const value = data[r * cols + c] as number;
			if (Number.isFinite(value)) total += (value - mean) ** 2;
		}
		let between = 0;
		names.forEach((_, g) => {
			const count = counts[g] as number;
			if (count > 0) between += count * ((sums[g] as number) / count - mean) ** 2;
		});
		out[c] = total > 1e-20 ? Math.min(1, between / total) : 0;
	}
	return out;
}
