/** ITU-T G.711: the 256 codes of each companding law as values of ±1 (16-bit integers over 32768). */

function muLaw(code: number): number {
	const bits = ~code & 0xff;
	const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
	return (bits & 0x80 ? -magnitude : magnitude) / 32768;
}

function aLaw(code: number): number {
	const bits = code ^ 0x55;
	const exponent = (bits >> 4) & 7;
	const mantissa = ((bits & 0x0f) << 4) + 8;
	const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
	return (bits & 0x80 ? magnitude : -magnitude) / 32768;
}

/** The table of one law: 256 values. */
export function g711Table(law: 'a-law' | 'mu-law'): Float64Array {
	return Float64Array.from({ length: 256 }, (_, code) => (law === 'a-law' ? aLaw(code) : muLaw(code)));
}
