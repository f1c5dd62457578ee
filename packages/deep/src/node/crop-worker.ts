import { parentPort, workerData } from 'node:worker_threads';
import { createCropSource } from '../training/crop-source.js';
import type { CropJob } from '../types.js';

/** What one worker is asked for, and answers. */
export interface CropRequest {
	id: number;
	epoch: number;
	indices: Int32Array;
}

export interface CropAnswer {
	id: number;
	crops: Float32Array;
}

const source = createCropSource(workerData as CropJob);

parentPort?.on('message', ({ id, epoch, indices }: CropRequest) => {
	const crops = source.crops(epoch, indices) as Float32Array;
	parentPort?.postMessage({ id, crops } satisfies CropAnswer, [crops.buffer as ArrayBuffer]);
});
