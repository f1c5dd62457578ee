import type { create } from '@alexanderolsen/libsamplerate-js';

/** libsamplerate with its best sinc converter, mono. Its rates can be set. */
export type Libsamplerate = Awaited<ReturnType<typeof create>>;

/** Loads the library: 2 MB of code, hence only when a recording is resampled. */
export async function loadLibsamplerate(): Promise<Libsamplerate> {
	const module = await import('@alexanderolsen/libsamplerate-js');
	// CommonJS: some loaders give its exports as named ones, others only as the default.
	const library = 'create' in module ? module : (module as unknown as { default: typeof module }).default;
	return library.create(1, 44100, 16000, { converterType: library.ConverterType.SRC_SINC_BEST_QUALITY });
}
