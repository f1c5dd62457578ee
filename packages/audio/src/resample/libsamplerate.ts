import type { create } from '@alexanderolsen/libsamplerate-js';

/** libsamplerate with its best sinc converter, mono. One instance serves every pair of rates. */
export type Libsamplerate = Awaited<ReturnType<typeof create>>;

/** Samples on either side of one call, at most; the library's buffers hold 1,008,000. */
const sliceSamples = 131_072;

/** Loads the library: 2 MB of code, hence only when a recording is resampled. */
export async function loadLibsamplerate(): Promise<Libsamplerate> {
	const module = await import('@alexanderolsen/libsamplerate-js');
	// CommonJS: some loaders give its exports as named ones, others only as the default.
	const library = 'create' in module ? module : (module as unknown as { default: typeof module }).default;
	return library.create(1, 44100, 16000, { converterType: library.ConverterType.SRC_SINC_BEST_QUALITY });
}

/**
 * Converts with the library itself, slice by slice, then silence until the last sample has come out.
 *
 * @param output filled from its beginning; its length decides how much is converted
 */
export function convertDirectly(
	library: Libsamplerate,
	samples: Float32Array,
	{ from, to, output }: { from: number; to: number; output: Float32Array },
): void {
	library.inputSampleRate = from;
	library.outputSampleRate = to;
	const step = Math.max(1, Math.floor(sliceSamples / Math.max(1, to / from)));
	const silence = new Float32Array(step);
	for (let at = 0, written = 0; written < output.length; at += step) {
		const part = library.full(at < samples.length ? samples.subarray(at, at + step) : silence);
		output.set(part.subarray(0, output.length - written), written);
		written += part.length;
	}
}
