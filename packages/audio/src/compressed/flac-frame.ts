/** Longest frame header (RFC 9639, section 9.1): sync, flags, coded number of 7 bytes, block size, rate, CRC. */
const longestHeader = 16;

/**
 * An end for a slice of a FLAC file, at or just after the wanted one, that does not cut a frame header in two: the
 * decoder loses the frame if its header comes in two slices.
 */
export function sliceEndOutsideHeader(bytes: Uint8Array, wanted: number): number {
	let end = Math.min(wanted, bytes.length);
	for (let at = Math.max(0, end - longestHeader); at < end; at++) end = Math.max(end, at + headerLength(bytes, at));
	return Math.min(end, bytes.length);
}

/** Length of the frame header that begins at an offset and whose checksum is right; 0 without one. */
function headerLength(bytes: Uint8Array, offset: number): number {
	if (bytes[offset] !== 0xff || ((bytes[offset + 1] as number) & 0xfe) !== 0xf8) return 0;
	const [sizes, number] = [bytes[offset + 2] as number, bytes[offset + 4] as number];
	const blockSize = sizes >> 4 === 6 ? 1 : sizes >> 4 === 7 ? 2 : 0;
	const rate = (sizes & 15) === 12 ? 1 : (sizes & 15) === 13 || (sizes & 15) === 14 ? 2 : 0;
	// The number is coded like a character in UTF-8: its leading ones say how many bytes it has.
	const coded = number < 0x80 ? 1 : Math.clz32(~(number << 24));
	const length = 4 + coded + blockSize + rate;
	return crc8(bytes.subarray(offset, offset + length)) === bytes[offset + length] ? length + 1 : 0;
}

function crc8(bytes: Uint8Array): number {
	let value = 0;
	for (const byte of bytes) {
		value ^= byte;
		for (let k = 0; k < 8; k++) value = value & 0x80 ? ((value << 1) ^ 0x07) & 0xff : value << 1;
	}
	return value;
}
