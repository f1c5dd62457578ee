/**
 * Plans the power spectrum of real frames of one length: a radix-2 transform on half-length complex data.
 *
 * @param size a power of two ≥ 8
 * @returns a function from a signal and a start to size / 2 powers (bin 0 holds 0), written into `output`
 */
export function powerSpectrumPlan(size: number): (signal: Float32Array, start: number, output: Float64Array) => void {
	const half = size / 2;
	const window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size));
	const cos = Float64Array.from({ length: half }, (_, i) => Math.cos((2 * Math.PI * i) / size));
	const sin = Float64Array.from({ length: half }, (_, i) => Math.sin((2 * Math.PI * i) / size));
	const reversed = new Uint32Array(half);
	for (let i = 1, bits = Math.log2(half); i < half; i++) {
		reversed[i] = (reversed[i >> 1]! >> 1) | ((i & 1) << (bits - 1));
	}
	const re = new Float64Array(half);
	const im = new Float64Array(half);
	return (signal, start, output) => {
		for (let i = 0; i < half; i++) {
			const at = reversed[i]!;
			re[at] = signal[start + 2 * i]! * window[2 * i]!;
			im[at] = signal[start + 2 * i + 1]! * window[2 * i + 1]!;
		}
		for (let span = 1; span < half; span *= 2) {
			const stride = half / span;
			for (let j = 0; j < span; j++) {
				const wr = cos[j * stride]!;
				const wi = -sin[j * stride]!;
				for (let p = j; p < half; p += 2 * span) {
					const q = p + span;
					const tr = wr * re[q]! - wi * im[q]!;
					const ti = wr * im[q]! + wi * re[q]!;
					re[q] = re[p]! - tr;
					im[q] = im[p]! - ti;
					re[p]! += tr;
					im[p]! += ti;
				}
			}
		}
		output[0] = 0;
		for (let k = 1; k < half; k++) {
			const m = half - k;
			const er = 0.5 * (re[k]! + re[m]!);
			const ei = 0.5 * (im[k]! - im[m]!);
			const or = 0.5 * (im[k]! + im[m]!);
			const oi = -0.5 * (re[k]! - re[m]!);
			const xr = er + cos[k]! * or + sin[k]! * oi;
			const xi = ei + cos[k]! * oi - sin[k]! * or;
			output[k] = xr * xr + xi * xi;
		}
	};
}
