/** Bins of an FFT: from `from` up to but not with `to`. */
interface BinRange {
	from: number;
	to: number;
}

/** Where the bands of the balance measures lie on an FFT. */
export interface BalanceBins {
	below1k: BinRange;
	from1kTo5k: BinRange;
	below2k: BinRange;
	from2kTo5k: BinRange;
	below5k: BinRange;
	hzPerBin: number;
}

/** Bands on the grid of an FFT; the lower edge belongs to the band, 5 kHz too for the ratios. */
export function balanceBins(sampleRate: number, nFft: number): BalanceBins {
	const bin = (hz: number) => Math.min(nFft / 2 + 1, Math.ceil((hz * nFft) / sampleRate));
	const through = (hz: number) => Math.min(nFft / 2 + 1, Math.floor((hz * nFft) / sampleRate) + 1);
	return {
		below1k: { from: 0, to: bin(1000) },
		from1kTo5k: { from: bin(1000), to: through(5000) },
		below2k: { from: 0, to: bin(2000) },
		from2kTo5k: { from: bin(2000), to: through(5000) },
		below5k: { from: 0, to: bin(5000) },
		hzPerBin: sampleRate / nFft,
	};
}

/** Energy of 1–5 kHz over the energy below 1 kHz in dB; 0 when one of them is nothing. */
export function alphaRatioOf(power: Float64Array, { below1k, from1kTo5k }: BalanceBins): number {
	return ratioDb(sum(power, from1kTo5k), sum(power, below1k));
}

/** Strongest bin below 2 kHz over the strongest of 2–5 kHz in dB; 0 when one of them is nothing. */
export function hammarbergIndexOf(power: Float64Array, { below2k, from2kTo5k }: BalanceBins): number {
	return ratioDb(largest(power, below2k), largest(power, from2kTo5k));
}

/** The power spectrum in dB, not below −140. */
export function decibelsOf(power: Float64Array, output: Float64Array, bins: number): void {
	for (let k = 0; k < bins; k++) output[k] = power[k]! > 1e-14 ? 10 * Math.log10(power[k]!) : -140;
}

/**
 * Slope of a dB spectrum between two frequencies, dB per Hz: least squares as GeMAPS' reference values have it, where the
 * number of points is taken as the width of the band in bins although both edge bins are summed.
 */
export function slopeOf(decibels: Float64Array, fromHz: number, toHz: number, hzPerBin: number): number {
	const first = Math.round(fromHz / hzPerBin);
	const last = Math.min(decibels.length - 1, Math.round(toHz / hzPerBin));
	const points = (toHz - fromHz) / hzPerBin;
	let x = 0;
	let xx = 0;
	let y = 0;
	let xy = 0;
	for (let k = first; k <= last; k++) {
		x += k;
		xx += k * k;
		y += decibels[k]!;
		xy += k * decibels[k]!;
	}
	return (points * xy - x * y) / (points * xx - x * x) / hzPerBin;
}

function ratioDb(above: number, below: number): number {
	return above > 0 && below > 0 ? 10 * Math.log10(above / below) : 0;
}

function sum(power: Float64Array, { from, to }: BinRange): number {
	let total = 0;
	for (let k = from; k < to; k++) total += power[k]!;
	return total;
}

function largest(power: Float64Array, { from, to }: BinRange): number {
	let peak = 0;
	for (let k = from; k < to; k++) if (power[k]! > peak) peak = power[k]!;
	return peak;
}
