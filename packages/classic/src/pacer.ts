import type { FitOptions, FitProgress } from '@ser/core';

/** Keeps a long fit polite: it reports, lets the event loop run, and stops when asked to. */
export interface Pacer {
	/**
	 * To be awaited between pieces of work of a few milliseconds. Gives the event loop a turn when the last one is more
	 * than 50 ms ago, and throws the signal's reason after an abort.
	 */
	pause(): Promise<void> | undefined;
	/** Reports progress. */
	report(progress: FitProgress): void;
}

const turnEveryMilliseconds = 50;

/** @param options of `fit`: `signal` and `onProgress` */
export function createPacer({ signal, onProgress }: FitOptions = {}): Pacer {
	signal?.throwIfAborted();
	let last = performance.now();
	const turn = async () => {
		await new Promise((resolve) => setTimeout(resolve, 0));
		signal?.throwIfAborted();
		last = performance.now();
	};
	return {
		pause() {
			signal?.throwIfAborted();
			return performance.now() - last > turnEveryMilliseconds ? turn() : undefined;
		},
		report: (progress) => onProgress?.(progress),
	};
}
