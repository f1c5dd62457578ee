import { loadLibsamplerate } from '../../packages/audio/src/resample/libsamplerate.js';

const library = loadLibsamplerate();

/** libsamplerate-js called directly, slice by slice (its own slicing fails for rates that are no multiple of 10). */
export async function convertWithLibrary(samples: Float32Array, from: number, to: number): Promise<Float32Array> {
	const converter = await library;
	converter.inputSampleRate = from;
	converter.outputSampleRate = to;
	const output = new Float32Array(Math.round((samples.length * to) / from));
	for (let at = 0, written = 0; at < samples.length; at += 65536) {
		const part = converter.full(samples.subarray(at, at + 65536));
		output.set(part.subarray(0, output.length - written), written);
		written += part.length;
	}
	return output;
}
