/** Half-precision floats (IEEE 754 binary16), little-endian, nearest even; values beyond ±65504 become infinite. */
export function toFloat16(values: Float32Array): Uint8Array {
	const bytes = new Uint8Array(values.length * 2);
	const view = new DataView(bytes.buffer);
	const bits = new DataView(new ArrayBuffer(4));
	for (let i = 0; i < values.length; i++) {
		bits.setFloat32(0, values[i]!);
		view.setUint16(2 * i, halfOf(bits.getUint32(0)), true);
	}
	return bytes;
}

export function fromFloat16(bytes: Uint8Array): Float32Array {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return Float32Array.from({ length: bytes.length >> 1 }, (_, i) => {
		const half = view.getUint16(2 * i, true);
		const sign = half & 0x8000 ? -1 : 1;
		const exponent = (half >>> 10) & 31;
		const fraction = half & 1023;
		if (exponent === 0) return sign * fraction * 2 ** -24;
		if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
		return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
	});
}

function halfOf(single: number): number {
	const sign = (single >>> 16) & 0x8000;
	const exponent = ((single >>> 23) & 255) - 127;
	const fraction = single & 0x7fffff;
	if (exponent === 128) return sign | 0x7c00 | (fraction ? 0x200 : 0);
	if (exponent > 15) return sign | 0x7c00;
	// The exponent's lowest normal value is −14; below it the leading 1 moves into the fraction.
	const shift = exponent < -14 ? 13 + (-14 - exponent) : 13;
	if (shift > 24) return sign;
	const whole = exponent < -14 ? fraction | 0x800000 : fraction;
	const kept = whole >>> shift;
	const rest = whole & ((1 << shift) - 1);
	const half = 1 << (shift - 1);
	const up = rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0;
	const base = exponent < -14 ? 0 : (exponent + 15) << 10;
	return sign | (base + kept + up);
}
