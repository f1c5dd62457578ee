import { fourCc } from '../four-cc.js';

/** What a FLAC file says about itself in its STREAMINFO block (RFC 9639, section 8.2). */
export interface StreamInfo {
	/** Hz; 0 in a damaged file */
	sampleRate: number;
	channels: number;
	bitDepth: number;
	/** per channel; 0 when the writer did not know */
	totalSamples: number;
}

/** Reads STREAMINFO of a FLAC file, plain or in Ogg; nothing when the file ends before it does. */
export function readStreamInfo(bytes: Uint8Array): StreamInfo | undefined {
	// In Ogg the first packet is 0x7F "FLAC", version (2), packet count (2), then the plain beginning.
	const start = fourCc(bytes, 0) === 'OggS' ? 27 + (bytes[26] ?? 0) + 9 : 0;
	const at = start + 8;
	if (fourCc(bytes, start) !== 'fLaC' || at + 18 > bytes.length) return undefined;
	const byte = (i: number) => bytes[at + i] as number;
	return {
		sampleRate: (byte(10) << 12) | (byte(11) << 4) | (byte(12) >> 4),
		channels: ((byte(12) >> 1) & 7) + 1,
		bitDepth: (((byte(12) & 1) << 4) | (byte(13) >> 4)) + 1,
		totalSamples: (byte(13) & 15) * 2 ** 32 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(at + 14),
	};
}
