import { fourCc } from '../four-cc.js';

/** One chunk of a RIFF or IFF file, its body cut at the end of the file. */
export interface Chunk {
	id: string;
	/** where the body begins */
	start: number;
	/** length of the body as the header claims it */
	claimed: number;
	/** where the body ends: the claim, or the end of the file if that comes first */
	end: number;
}

/** Whether a chunk could begin here: a readable name and a length that fits. */
export function looksLikeChunk(bytes: Uint8Array, offset: number, littleEndian: boolean): boolean {
	if (offset + 8 > bytes.length) return false;
	if (!/^[ -~]{3}[ -~\0]$/.test(fourCc(bytes, offset))) return false;
	const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset + 4, littleEndian);
	return size <= bytes.length - offset - 7;
}

/**
 * The chunk at an offset and where the next one begins. Chunks are padded to even lengths; files whose writer forgot
 * the padding byte are read too.
 */
export function readChunk(bytes: Uint8Array, offset: number, littleEndian: boolean): { chunk: Chunk; next: number } {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const claimed = view.getUint32(offset + 4, littleEndian);
	const start = offset + 8;
	const end = Math.min(start + claimed, bytes.length);
	return {
		chunk: { id: fourCc(bytes, offset), start, claimed, end },
		next: afterChunk(bytes, end, claimed, littleEndian),
	};
}

/** Where the chunk after a body begins, with or without the padding byte. */
export function afterChunk(bytes: Uint8Array, end: number, size: number, littleEndian: boolean): number {
	if (size % 2 === 0) return end;
	const padded = looksLikeChunk(bytes, end + 1, littleEndian);
	return !padded && looksLikeChunk(bytes, end, littleEndian) ? end : end + 1;
}
