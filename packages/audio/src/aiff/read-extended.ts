/** The 80-bit IEEE 754 extended number at an offset (AIFF keeps its sample rate in one); NaN for infinities and NaNs. */
export function readExtended(view: DataView, offset: number): number {
	const head = view.getUint16(offset);
	const exponent = head & 0x7fff;
	if (exponent === 0x7fff) return Number.NaN;
	const mantissa = view.getUint32(offset + 2) * 2 ** 32 + view.getUint32(offset + 6);
	return (head & 0x8000 ? -1 : 1) * mantissa * 2 ** (exponent - 16383 - 63);
}
