/** Bytes that came in pieces and leave in pieces of other sizes. */
export interface ByteQueue {
	readonly length: number;
	push(bytes: Uint8Array): void;
	/** Removes and returns the first `count` bytes, which must be there. */
	take(count: number): Uint8Array;
}

export function createByteQueue(): ByteQueue {
	const pieces: Uint8Array[] = [];
	let length = 0;
	return {
		get length() {
			return length;
		},
		push(bytes) {
			if (bytes.length === 0) return;
			pieces.push(bytes);
			length += bytes.length;
		},
		take(count) {
			const taken = new Uint8Array(count);
			for (let at = 0; at < count; ) {
				const piece = pieces[0] as Uint8Array;
				const used = Math.min(piece.length, count - at);
				taken.set(piece.subarray(0, used), at);
				at += used;
				if (used === piece.length) pieces.shift();
				else pieces[0] = piece.subarray(used);
			}
			length -= count;
			return taken;
		},
	};
}
