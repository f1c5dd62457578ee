import { afterChunk, type Chunk, looksLikeChunk } from './parse-chunks.js';

/** Where the samples of a data chunk really end. */
export interface FoundSamples {
	end: number;
	/** where the next chunk begins */
	next: number;
	notes: string[];
}

/**
 * Reconciles the length that a WAV header claims for its samples with the file. Recorders that were cut off, and
 * programs that write to a pipe, leave 0, 0xFFFFFFFF or an old length there.
 *
 * - Claim beyond the end of the file: everything up to the end.
 * - Claim that ends before something that is neither a chunk nor padding: everything up to the end.
 * - Otherwise the claim.
 */
export function findSamples(
	bytes: Uint8Array,
	chunk: Chunk,
	{ littleEndian, longData }: { littleEndian: boolean; longData?: number | undefined },
): FoundSamples {
	const claimed = chunk.claimed === 0xffffffff && longData !== undefined ? longData : chunk.claimed;
	const available = bytes.length - chunk.start;
	if (claimed > available) {
		const note = `the header claims ${claimed} bytes of samples, the file has ${available}; read what is there`;
		return { end: bytes.length, next: bytes.length, notes: [note] };
	}
	const end = chunk.start + claimed;
	const next = afterChunk(bytes, end, claimed, littleEndian);
	if (restIsChunksOrPadding(bytes, end, next, littleEndian)) return { end, next, notes: [] };
	const note = `the header claims ${claimed} bytes of samples, ${available} follow it; read what is there`;
	return { end: bytes.length, next: bytes.length, notes: [note] };
}

function restIsChunksOrPadding(bytes: Uint8Array, end: number, next: number, littleEndian: boolean): boolean {
	if (bytes.length - end < 8) return true;
	if (looksLikeChunk(bytes, next, littleEndian) || isTag(bytes, end)) return true;
	for (let i = end; i < bytes.length; i++) if (bytes[i] !== 0) return false;
	return end > 0 && bytes.length - end < 65536 && next > 0;
}

/** Whether a tag of another format (ID3, APE) was appended here. */
function isTag(bytes: Uint8Array, offset: number): boolean {
	const head = String.fromCharCode(...bytes.subarray(offset, offset + 8));
	return head.startsWith('ID3') || head.startsWith('TAG') || head === 'APETAGEX';
}
