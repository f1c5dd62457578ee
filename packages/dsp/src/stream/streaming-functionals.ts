import { createMatrix, type Matrix } from '@ser/core';
import { checkInteger, checkOption } from '../check.js';
import { type FunctionalName, functionals } from '../functionals/functionals.js';

export interface StreamingFunctionalsOptions {
	/** columns of the frames to come */
	cols: number;
	/** frames that a result describes, the latest; default Infinity: all so far, whose frames are kept */
	windowFrames?: number;
	/** default all thirteen */
	functionals?: readonly FunctionalName[];
	/** seconds from frame to frame, for the slope; default 1 */
	hopSeconds?: number;
}

/** Statistics over the frames of a stream. */
export interface StreamingFunctionals {
	/** frames that the next result will describe */
	readonly rows: number;
	/** Adds one frame of `cols` values; allocates nothing with a finite window. */
	add(frame: Float32Array): void;
	/** Adds the rows of a matrix. */
	push(matrix: Matrix): void;
	/** @returns coefficients × functionals, equal to `functionals` of the same frames to the last bit */
	result(): Matrix;
	reset(): void;
}

/**
 * Functionals of all frames so far, or of the latest ones.
 *
 * @throws {SerError} PARAMETER for a bad option
 * @example
 * const lastThreeSeconds = createStreamingFunctionals({ cols: stream.cols, windowFrames: 300 });
 */
export function createStreamingFunctionals(options: StreamingFunctionalsOptions): StreamingFunctionals {
	const { cols, windowFrames = Infinity } = options;
	checkInteger('cols', cols);
	if (windowFrames !== Infinity) checkInteger('windowFrames', windowFrames);
	let ring = new Float32Array((windowFrames === Infinity ? 256 : windowFrames) * cols);
	let count = 0;

	function add(frame: Float32Array): void {
		checkOption(frame.length === cols, 'frame', `of ${cols} values`, frame.length);
		if (windowFrames === Infinity && (count + 1) * cols > ring.length) {
			const larger = new Float32Array(2 * ring.length);
			larger.set(ring);
			ring = larger;
		}
		ring.set(frame, (windowFrames === Infinity ? count : count % windowFrames) * cols);
		count++;
	}

	return {
		get rows() {
			return Math.min(count, windowFrames);
		},
		add,
		push(matrix) {
			for (let r = 0; r < matrix.rows; r++) add(matrix.data.subarray(r * matrix.cols, (r + 1) * matrix.cols));
		},
		result() {
			const rows = Math.min(count, windowFrames);
			const frames = createMatrix(rows, cols);
			const oldest = count > windowFrames ? count % windowFrames : 0;
			frames.data.set(ring.subarray(oldest * cols, rows * cols));
			frames.data.set(ring.subarray(0, oldest * cols), (rows - oldest) * cols);
			return functionals(frames, options);
		},
		reset() {
			count = 0;
		},
	};
}
