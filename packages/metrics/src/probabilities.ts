import { SerError } from '@ser/core';

/** @throws {SerError} INPUT when a row has not one probability (0…1) per class, or does not sum to 1 within 1e-3 */
export function requireProbabilities(rows: readonly ArrayLike<number>[], classes: readonly string[]): void {
	rows.forEach((row, i) => {
		if (row.length !== classes.length) {
			throw new SerError(
				'INPUT',
				`probabilities: row ${i} must have one value for each of the ${classes.length} classes, got ${row.length}`,
			);
		}
		let sum = 0;
		for (let c = 0; c < row.length; c++) {
			const p = row[c];
			if (!(p >= -1e-6 && p <= 1 + 1e-6)) {
				throw new SerError('INPUT', `probabilities: row ${i} must hold numbers from 0 to 1, got ${p}`);
			}
			sum += p;
		}
		if (Math.abs(sum - 1) > 1e-3) {
			throw new SerError('INPUT', `probabilities: row ${i} must sum to 1, got ${sum}`);
		}
	});
}
