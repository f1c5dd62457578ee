// The kernel that tuning starts from. src/kernels/find-peaks.ts does the same in TypeScript.

/**
 * Peaks of `rows` rows among bins first … last: above `share` of their row's largest value, above the bin below, not below the
 * bin above. Their places, counted from the first row's beginning, go to `output` (u32); returns how many.
 */
export function peaks(row: usize, rows: i32, length: i32, first: i32, last: i32, share: f64, output: usize): i32 {
	const from = row;
	const begin = output;
	for (let r = 0; r < rows; r++) {
		const end = row + 4 * <usize>length;
		let most = f32x4.splat(0);
		let at = row;
		for (; at + 16 <= end; at += 16) most = f32x4.pmax(most, v128.load(at));
		for (; at < end; at += 4) most = f32x4.pmax(most, v128.load32_zero(at));
		const largest = max(
			max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
			max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
		);
		const level = share * <f64>largest;
		const floor = f32x4.splat(<f32>level);
		const stop = row + 4 * <usize>last;
		for (at = row + 4 * <usize>first; at <= stop; at += 16) {
			const here = v128.load(at);
			const higher = v128.and(f32x4.ge(here, floor), f32x4.gt(here, v128.load(at - 4)));
			let mask = i32x4.bitmask(v128.and(higher, f32x4.ge(here, v128.load(at + 4))));
			while (mask !== 0) {
				const peak = at + 4 * <usize>ctz(mask);
				mask &= mask - 1;
				// Rounding `level` to f32 may have let one through.
				if (peak > stop || !(<f64>load<f32>(peak) > level)) continue;
				store<u32>(output, <u32>((peak - from) >> 2));
				output += 4;
			}
		}
		row = end;
	}
	return <i32>((output - begin) >> 2);
}
