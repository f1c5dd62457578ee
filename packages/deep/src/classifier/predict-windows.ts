import { createMatrix, type Matrix } from '@ser/core';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { WindowPlan } from '../types.js';
import { copyWindow, windowStarts } from './windows.js';

const rowsPerBatch = 32;
/** A quarter of a second of frames at least, whatever the network's strides. */
const leastFrames = 32;

/**
 * Class probabilities of clips: the mean over the clip's windows.
 *
 * @param model batch × frames × mels to batch × classes
 * @returns clips × classes
 */
export async function predictWindows(
	model: LayersModel,
	clips: readonly Matrix[],
	classes: number,
	plan: WindowPlan,
): Promise<Matrix> {
	const result = createMatrix(clips.length, classes);
	const mels = clips[0]?.cols ?? 0;
	for (const group of windowGroups(clips, plan)) {
		const { frames, windows } = group;
		for (let at = 0; at < windows.length; at += rowsPerBatch) {
			const batch = windows.slice(at, at + rowsPerBatch);
			const input = new Float32Array(batch.length * frames * mels);
			batch.forEach(({ clip, start }, row) => {
				copyWindow(clips[clip]!, start, frames, input.subarray(row * frames * mels, (row + 1) * frames * mels));
			});
			const output = tf.tidy(() => model.apply(tf.tensor3d(input, [batch.length, frames, mels])) as tf.Tensor);
			const probabilities = await output.data();
			output.dispose();
			batch.forEach(({ clip, share }, row) => {
				for (let k = 0; k < classes; k++) result.data[clip * classes + k]! += share * probabilities[row * classes + k]!;
			});
		}
	}
	return result;
}

interface Window {
	clip: number;
	start: number;
	/** weight in the clip's mean */
	share: number;
}

/** Windows of equal length together, so that they can go through the network in one batch. */
function windowGroups(clips: readonly Matrix[], plan: WindowPlan): { frames: number; windows: Window[] }[] {
	const groups = new Map<number, Window[]>();
	clips.forEach((clip, index) => {
		const frames = plan.mode === 'whole' ? Math.max(leastFrames, clip.rows) : plan.frames;
		const starts = windowStarts(clip.rows, { ...plan, frames });
		if (!groups.has(frames)) groups.set(frames, []);
		for (const start of starts) groups.get(frames)!.push({ clip: index, start, share: 1 / starts.length });
	});
	return [...groups].map(([frames, windows]) => ({ frames, windows }));
}
