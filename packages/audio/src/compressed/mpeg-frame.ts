/** The header of an MPEG-1/2/2.5 layer III frame. */
export interface MpegFrame {
	offset: number;
	/** bytes from this frame to the next */
	length: number;
	channels: 1 | 2;
	/** Hz */
	sampleRate: number;
	samples: number;
}

const bitrates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const bitrates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const rates = [44100, 48000, 32000];

/** The layer III frame header at an offset, or nothing. Free-format frames (no bit rate) are not recognised. */
export function readMpegFrame(bytes: Uint8Array, offset: number): MpegFrame | undefined {
	if (offset + 4 > bytes.length || bytes[offset] !== 0xff) return undefined;
	const [, b, c, d] = bytes.subarray(offset, offset + 4) as unknown as [number, number, number, number];
	const version = (b >> 3) & 3;
	if ((b & 0xe0) !== 0xe0 || version === 1 || ((b >> 1) & 3) !== 1) return undefined;
	const mpeg1 = version === 3;
	const bitrate = (mpeg1 ? bitrates1 : bitrates2)[c >> 4];
	const base = rates[(c >> 2) & 3];
	if (!bitrate || !base) return undefined;
	const sampleRate = base / (mpeg1 ? 1 : version === 2 ? 2 : 4);
	const samples = mpeg1 ? 1152 : 576;
	const length = Math.floor((samples * bitrate * 125) / sampleRate) + ((c >> 1) & 1);
	return { offset, length, channels: d >> 6 === 3 ? 1 : 2, sampleRate, samples };
}

/** Length of an ID3v2 tag at the beginning, 0 without one. */
export function id3Length(bytes: Uint8Array): number {
	if (bytes.length < 10 || bytes[0] !== 0x49 || bytes[1] !== 0x44 || bytes[2] !== 0x33) return 0;
	const at = (i: number) => (bytes[i] as number) & 0x7f;
	const footer = ((bytes[5] as number) & 0x10) !== 0 ? 10 : 0;
	return 10 + ((at(6) << 21) | (at(7) << 14) | (at(8) << 7) | at(9)) + footer;
}

/**
 * The first layer III frame at or after an offset, past leading zeros, that the next frame confirms; the only frame of
 * a file is confirmed by the end of the file.
 */
export function findMpegFrame(bytes: Uint8Array, offset: number): MpegFrame | undefined {
	let at = offset;
	while (at < bytes.length && bytes[at] === 0) at++;
	const frame = readMpegFrame(bytes, at);
	if (!frame) return undefined;
	const next = at + frame.length;
	if (next >= bytes.length) return next === bytes.length ? frame : undefined;
	const confirmed = readMpegFrame(bytes, next) ?? (bytes.length - next < 4 || isTagAt(bytes, next) ? frame : undefined);
	return confirmed && confirmed.sampleRate === frame.sampleRate ? frame : undefined;
}

const isTagAt = (bytes: Uint8Array, at: number): boolean =>
	['TAG', 'APE', 'ID3'].includes(String.fromCharCode(...bytes.subarray(at, at + 3)));
