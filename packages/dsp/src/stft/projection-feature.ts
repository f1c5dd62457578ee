import type { Projection } from '../kernels/project.js';
import type { FrameFeature } from './frame-feature.js';

/**
 * A projection of power spectra as a frame feature.
 *
 * @param length values of a spectrum
 * @param cols values a frame
 * @param write makes the values of a frame, from `output[to]` on, of its sums, from `sums[from]` on
 */
export function projectionFeature(
	projection: Projection,
	length: number,
	cols: number,
	write: (sums: Float64Array, from: number, output: Float32Array, to: number) => void,
): FrameFeature {
	const { most, stride } = projection;
	return {
		cols,
		power: 2,
		compute: (spectrum, at, output, to) => write(projection.apply(spectrum, at, 1), 0, output, to),
		computeRows(spectra, rows, output, to) {
			for (let t = 0; t < rows; t += most) {
				const count = Math.min(most, rows - t);
				const sums = projection.apply(spectra, t * length, count);
				for (let r = 0; r < count; r++) write(sums, r * stride, output, to + (t + r) * cols);
			}
		},
	};
}
