/** A share as a whole percentage, e.g. `62 %`. */
export function percent(share: number, digits = 0): string {
	return Number.isFinite(share) ? `${(100 * share).toFixed(digits)} %` : 'n/a';
}

/** A share times 100 without its sign, one decimal only where needed, e.g. `12.5`. */
export function per100(share: number): string {
	const rounded = Math.round(share * 1000) / 10;
	return Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(1);
}

/** An interval of shares, e.g. `57–66 %`. */
export function percentRange([low, high]: readonly [number, number], digits = 0): string {
	if (!Number.isFinite(low) || !Number.isFinite(high)) return 'n/a';
	return `${(100 * low).toFixed(digits)}–${(100 * high).toFixed(digits)} %`;
}

/** A share with two decimals and no leading zero, as papers print UAR: `.62`. */
export function share(value: number): string {
	if (!Number.isFinite(value)) return 'n/a';
	return value >= 0.995 ? value.toFixed(2) : value.toFixed(2).replace(/^(-?)0/, '$1');
}

/** A count with its noun: `1 clip`, `1,200 clips`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
	return `${wholeNumber(count)} ${count === 1 ? noun : plural}`;
}

/** A whole number with thousands separated: `10,000`. The same on every machine. */
export function wholeNumber(value: number): string {
	return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Seconds as people say them: `2.1 s`, `3 min 20 s`, `1 h 4 min`. */
export function duration(seconds: number): string {
	if (!Number.isFinite(seconds)) return 'n/a';
	if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
	const minutes = Math.round(whole / 60);
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Three significant digits, without exponents for everyday sizes. */
export function threeDigits(value: number): string {
	if (!Number.isFinite(value)) return 'n/a';
	const size = Math.abs(value);
	if (size !== 0 && (size < 0.001 || size >= 1e6)) return value.toExponential(1);
	return String(Number(value.toPrecision(3)));
}

/** A p-value: `p = .03`, `p < .001`. */
export function pValue(p: number): string {
	if (!Number.isFinite(p)) return 'p n/a';
	return p < 0.001 ? 'p < .001' : `p = ${p.toFixed(3).replace(/^0/, '')}`;
}

/** A place in a recording as `m:ss`. */
export function clock(seconds: number): string {
	const whole = Math.floor(seconds + 1e-6);
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
