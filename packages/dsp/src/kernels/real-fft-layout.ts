/** Where the kernels' real FFT of one size has its tables and its work space, in bytes; every part starts at a multiple of 16. */
export interface RealFftLayout {
	/** points of each of the two complex transforms: size / 4 */
	n: number;
	twiddle: number;
	table: number;
	z: number;
	/** the first byte after all of it */
	end: number;
}

/** The smallest size that the kernels transform. */
export const leastKernelSize = 64;

/** @param size a power of two ≥ 64 */
export function layoutRealFft(size: number, at: number): RealFftLayout {
	const n = size / 4;
	const table = at + 16 * n;
	const z = table + 24 * n;
	return { n, twiddle: at, table, z, end: z + 32 * n };
}

/** Writes the tables; assembly/fft.ts and assembly/real-fft.ts say what is in them. */
export function fillRealFft(buffer: ArrayBuffer, { n, twiddle, table }: RealFftLayout): void {
	const turns = new Float64Array(buffer, twiddle, 2 * n);
	let at = 0;
	for (let points = n; points > 8; points /= 4) {
		for (let p = 0; p < points / 4; p++) {
			for (let j = 1; j <= 3; j++) {
				const angle = (2 * Math.PI * j * p) / points;
				turns[at++] = Math.cos(angle);
				turns[at++] = -Math.sin(angle);
			}
		}
	}
	const view = new DataView(buffer, table, 24 * n);
	for (let k = 1; k <= n / 2; k++) {
		const entry = 48 * (k - 1);
		const angle = (Math.PI * k) / n;
		const [c, s] = [Math.cos(angle), Math.sin(angle)];
		const values = [c, -c, -s, Math.cos(angle / 2), Math.sin(angle / 2)];
		for (let i = 0; i < 5; i++) view.setFloat64(entry + 8 * i, values[i]!, true);
		view.setUint32(entry + 40, placeOf(k, n), true);
		view.setUint32(entry + 44, placeOf(n - k, n), true);
	}
}

/** Byte offset of point k in a finished transform: its digits turned round, the last one up to 8. */
function placeOf(k: number, n: number): number {
	let place = 0;
	let points = n;
	for (; points > 8; k >>= 2) {
		points /= 4;
		place += (k & 3) * points;
	}
	return 32 * (place + k);
}

/** Half of each window value, in the order in which the kernels read samples: 0, 2, 1, 3 of every four. */
export function packWindow(window: ArrayLike<number>, packed: Float64Array): void {
	for (let i = 0; i < packed.length; i += 4) {
		packed[i] = 0.5 * window[i]!;
		packed[i + 1] = 0.5 * window[i + 2]!;
		packed[i + 2] = 0.5 * window[i + 1]!;
		packed[i + 3] = 0.5 * window[i + 3]!;
	}
}
