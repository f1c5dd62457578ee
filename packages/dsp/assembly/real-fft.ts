// The FFT of 4n real values as two complex FFTs of n points, of x[0] + i·x[1], x[4] + i·x[5], … in lane 0 and of
// x[2] + i·x[3], x[6] + i·x[7], … in lane 1.
import { butterfly } from './fft';
import { lower, mul, upper } from './lanes';

// @ts-ignore: decorator
@inline
function four(at: usize): v128 {
	const x = v128.load(at);
	return v128.shuffle<f32>(x, x, 0, 2, 1, 3);
}

/**
 * The first step of the transforms of a frame (f32) times a window.
 * `window` holds half of each window value, in fours: values 0, 2, 1, 3.
 */
export function start(frame: usize, window: usize, z: usize, n: usize, twiddle: usize): void {
	const q: usize = n << 3;
	const q2: usize = n << 2;
	const end = z + q;
	for (; z < end; z += 32) {
		const a = four(frame);
		const b = four(frame + q2);
		const c = four(frame + 2 * q2);
		const d = four(frame + 3 * q2);
		butterfly(
			z,
			q,
			twiddle,
			mul(lower(a), v128.load(window)),
			mul(upper(a), v128.load(window, 16)),
			mul(lower(b), v128.load(window + q)),
			mul(upper(b), v128.load(window + q, 16)),
			mul(lower(c), v128.load(window + 2 * q)),
			mul(upper(c), v128.load(window + 2 * q, 16)),
			mul(lower(d), v128.load(window + 3 * q)),
			mul(upper(d), v128.load(window + 3 * q, 16)),
		);
		frame += 16;
		window += 32;
		twiddle += 48;
	}
}
