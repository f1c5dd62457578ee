import { Worker } from 'node:worker_threads';
import { SerError } from '@ser/core';
import type { CropJob, CropSource } from '../types.js';
import type { CropAnswer, CropRequest } from './crop-worker.js';

export interface WorkerCropsOptions {
	/** threads, 1…32, default 1 */
	workers?: number;
	/** the worker's script, for programs that are bundled into one file; default: the one of this package */
	script?: string | URL;
}

/**
 * Makes training crops in worker threads while the network learns. Pays where a core is free (see the README): the
 * crops, and so the trained weights, are the same as without and for any number of threads.
 *
 * @returns for the option `cropSource`
 * @throws {SerError} PARAMETER for a number of threads out of range
 * @example
 * createDeepClassifier('cnn', { cropSource: workerCrops({ workers: 1 }) });
 */
export function workerCrops(options: WorkerCropsOptions = {}): (job: CropJob) => CropSource {
	const { workers = 1, script = new URL('./crop-worker.js', import.meta.url) } = options;
	if (!Number.isInteger(workers) || workers < 1 || workers > 32) {
		throw new SerError('PARAMETER', `workers must be a whole number in 1…32, got ${workers}`);
	}
	return (job) => {
		const shared = { ...job, clips: job.clips.map((clip) => ({ ...clip, data: sharedCopy(clip.data) })) };
		const threads = Array.from({ length: workers }, () => openThread(script, shared));
		return {
			async crops(epoch, indices) {
				const piece = Math.ceil(indices.length / workers);
				const parts = await Promise.all(
					threads.map((thread, i) => thread.ask(epoch, indices.slice(i * piece, (i + 1) * piece))),
				);
				const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
				let at = 0;
				for (const part of parts) {
					all.set(part, at);
					at += part.length;
				}
				return all;
			},
			async close() {
				await Promise.all(threads.map((thread) => thread.close()));
			},
		};
	};
}

function sharedCopy(data: Float32Array): Float32Array {
	const copy = new Float32Array(new SharedArrayBuffer(data.byteLength));
	copy.set(data);
	return copy;
}

function openThread(script: string | URL, job: CropJob) {
	const worker = new Worker(script, { workerData: job });
	const waiting = new Map<number, { resolve(crops: Float32Array): void; reject(error: Error): void }>();
	let id = 0;
	const fail = (error: Error) => {
		for (const { reject } of waiting.values()) reject(error);
		waiting.clear();
	};
	worker.on('message', (answer: CropAnswer) => {
		waiting.get(answer.id)?.resolve(answer.crops);
		waiting.delete(answer.id);
	});
	worker.on('error', fail);
	worker.on('exit', (code) => fail(new Error(`the crop worker ended with exit code ${code}`)));
	return {
		ask(epoch: number, indices: Int32Array): Promise<Float32Array> {
			if (indices.length === 0) return Promise.resolve(new Float32Array());
			return new Promise((resolve, reject) => {
				waiting.set(++id, { resolve, reject });
				worker.postMessage({ id, epoch, indices } satisfies CropRequest);
			});
		},
		async close(): Promise<void> {
			await worker.terminate();
		},
	};
}
