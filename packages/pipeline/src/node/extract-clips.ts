import { availableParallelism } from 'node:os';
import { type Matrix, SerError } from '@ser/core';
import { Tinypool } from 'tinypool';
import type { FeatureSpec } from '../extract-features.js';
import type { ClipInfo } from './clip-info.js';
import type { ExtractResult, ExtractTask } from './extract-worker.js';

export interface ExtractClipsOptions {
	/** default: the machine's cores */
	workers?: number;
	/** undefined = no cache */
	cacheDir?: string;
	signal?: AbortSignal;
}

/** One recording, in the order asked for: its features, or why it has none. */
export type ExtractedClip =
	| { index: number; path: string; info: ClipInfo; features: Matrix[]; fromCache: boolean }
	| { index: number; path: string; error: SerError };

/**
 * Features of many recordings, on all cores, in order. Memory does not grow with their number: only a few clips per
 * worker are under way at once.
 *
 * @param tasks path and the feature specs wanted of it (one matrix each)
 */
export async function* extractClips(
	tasks: Iterable<{ path: string; specs: FeatureSpec[] }>,
	{ workers = availableParallelism(), cacheDir, signal }: ExtractClipsOptions = {},
): AsyncGenerator<ExtractedClip> {
	const pool = new Tinypool({
		filename: new URL('./extract-worker.js', import.meta.url).href,
		minThreads: 1,
		maxThreads: Math.max(1, workers),
		idleTimeout: 10_000,
	});
	const underway: Promise<{ path: string; result: ExtractResult }>[] = [];
	const source = tasks[Symbol.iterator]();
	const start = () => {
		const next = source.next();
		if (next.done) return false;
		const task: ExtractTask = { ...next.value, cacheDir };
		const job = pool.run(task, { signal }).then((result: ExtractResult) => ({ path: task.path, result }));
		job.catch(() => undefined); // reported when its turn comes
		underway.push(job);
		return true;
	};
	try {
		while (underway.length < 4 * workers && start());
		for (let index = 0; underway.length > 0; index++) {
			signal?.throwIfAborted();
			const { path, result } = await underway.shift()!;
			start();
			if (result.ok) yield { index, path, info: result.info, features: result.features, fromCache: result.fromCache };
			else yield { index, path, error: new SerError(result.code, result.message) };
		}
	} finally {
		await pool.destroy();
	}
}
