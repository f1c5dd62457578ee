/** A queue between a callback that delivers and a loop that waits. */
export interface ChunkQueue<T> extends AsyncIterable<T> {
	push(item: T): void;
	/** No more will come; waiting loops end after what is queued. */
	close(): void;
}

export function createChunkQueue<T>(onReturn: () => void): ChunkQueue<T> {
	const items: T[] = [];
	let closed = false;
	let wake: () => void = () => {};
	return {
		push(item) {
			if (closed) return;
			items.push(item);
			wake();
		},
		close() {
			closed = true;
			wake();
		},
		async *[Symbol.asyncIterator]() {
			try {
				for (;;) {
					const item = items.shift();
					if (item !== undefined) yield item;
					else if (closed) return;
					else await new Promise<void>((resolve) => (wake = resolve));
				}
			} finally {
				onReturn();
			}
		},
	};
}
