/** Finds all roots of real polynomials of one degree. */
export interface RootFinder {
	/**
	 * @param coefficients degree + 1 values, highest power first, the first is 1
	 * Writes `real` and `imaginary`, `degree` values each.
	 */
	solve(coefficients: Float64Array): void;
	readonly real: Float64Array;
	readonly imaginary: Float64Array;
}

/** Durand-Kerner iteration, to 1e-10 or 200 rounds. */
export function rootFinder(degree: number): RootFinder {
	const real = new Float64Array(degree);
	const imaginary = new Float64Array(degree);
	return {
		real,
		imaginary,
		solve(coefficients) {
			// Started on a circle, off the real axis, so that conjugate pairs can part.
			for (let i = 0; i < degree; i++) {
				const angle = (2 * Math.PI * i) / degree + 0.4;
				real[i] = 0.8 * Math.cos(angle);
				imaginary[i] = 0.8 * Math.sin(angle);
			}
			for (let round = 0; round < 200; round++) {
				let largest = 0;
				for (let i = 0; i < degree; i++) {
					const x = real[i]!;
					const y = imaginary[i]!;
					let pr = 1;
					let pi = 0;
					for (let j = 1; j <= degree; j++) {
						const r = pr * x - pi * y + coefficients[j]!;
						pi = pr * y + pi * x;
						pr = r;
					}
					let qr = 1;
					let qi = 0;
					for (let j = 0; j < degree; j++) {
						if (j === i) continue;
						const dr = x - real[j]!;
						const di = y - imaginary[j]!;
						const r = qr * dr - qi * di;
						qi = qr * di + qi * dr;
						qr = r;
					}
					const norm = qr * qr + qi * qi + 1e-300;
					const stepR = (pr * qr + pi * qi) / norm;
					const stepI = (pi * qr - pr * qi) / norm;
					real[i] = x - stepR;
					imaginary[i] = y - stepI;
					const step = stepR * stepR + stepI * stepI;
					if (step > largest) largest = step;
				}
				if (largest < 1e-20) return;
			}
		},
	};
}
