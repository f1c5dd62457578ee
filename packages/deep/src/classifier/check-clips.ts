import { type Matrix, SerError } from '@ser/core';

/**
 * What every network needs of its input.
 *
 * @param mels coefficients a frame that the network was trained on, when known
 * @throws {SerError} INPUT for one matrix in place of a list, no clips, an empty clip, other coefficients, NaN or infinity
 */
export function checkClips(kind: string, x: Matrix | readonly Matrix[], mels?: number): readonly Matrix[] {
	if (!Array.isArray(x)) {
		throw new SerError(
			'INPUT',
			`${kind}: needs a list of matrices, one frames × coefficients matrix per clip (the logmel features); got a single matrix of feature vectors`,
		);
	}
	const clips = x as readonly Matrix[];
	if (clips.length === 0) throw new SerError('INPUT', `${kind}: needs at least one clip, got none`);
	const cols = mels ?? clips[0]!.cols;
	clips.forEach((clip, i) => {
		if (clip.rows < 1) throw new SerError('INPUT', `${kind}: clip ${i} has no frames`);
		if (clip.cols !== cols) {
			throw new SerError(
				'INPUT',
				`${kind}: every clip must have ${cols} coefficients a frame, clip ${i} has ${clip.cols}`,
			);
		}
		// A sum is finite only when every value is, and costs a tenth of a test per value.
		let sum = 0;
		for (const value of clip.data) sum += value;
		if (!Number.isFinite(sum)) throw new SerError('INPUT', `${kind}: clip ${i} has a value that is NaN or infinite`);
	});
	return clips;
}

/** @throws {SerError} INPUT when a list has another length than the clips */
export function checkLength(kind: string, what: string, list: ArrayLike<unknown> | undefined, clips: number): void {
	if (list && list.length !== clips) {
		throw new SerError('INPUT', `${kind}: needs one ${what} per clip (${clips}), got ${list.length}`);
	}
}
