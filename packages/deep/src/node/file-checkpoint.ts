import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SerError } from '@ser/core';
import type { CheckpointStore } from '../types.js';

/**
 * Keeps an unfinished training in a file, so that a killed one goes on where it stood and ends with the same weights.
 * The file is replaced in one step, and removed when the training has ended.
 *
 * @param options.path file to write, its folder is made when missing
 * @param options.everyEpochs epochs between two saves, ≥ 1, default 5
 * @throws {SerError} FORMAT (when used) for a file that is not a checkpoint
 * @example
 * createDeepClassifier('cnn', { checkpoint: fileCheckpoint({ path: 'run/checkpoint.json' }) });
 */
export function fileCheckpoint({ path, everyEpochs = 5 }: { path: string; everyEpochs?: number }): CheckpointStore {
	return {
		everyEpochs,
		async load() {
			let text: string;
			try {
				text = await readFile(path, 'utf8');
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
				throw error;
			}
			try {
				return JSON.parse(text);
			} catch (cause) {
				throw new SerError('FORMAT', `${path}: not a checkpoint of a training`, { cause });
			}
		},
		async save(state) {
			await mkdir(dirname(path), { recursive: true });
			await writeFile(`${path}.part`, JSON.stringify(state));
			await rename(`${path}.part`, path);
		},
		async clear() {
			await rm(path, { force: true });
		},
	};
}
