import { checkOption, checkSamples } from '../check.js';

export interface HighPassOptions {
	/** Hz */
	sampleRate: number;
	/** −3 dB, Hz, between 0 and sampleRate / 2, default 60 */
	cutoffHz?: number;
	/** even, ≥ 2, default 4: 24 dB an octave */
	order?: number;
}

/**
 * Butterworth high-pass: takes hum, rumble and an offset out.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns as many samples
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `scipy.signal.sosfilt(butter(order, cutoffHz, 'highpass', fs=sampleRate, output='sos'), samples)`.
 */
export function highPass(
	samples: Float32Array,
	{ sampleRate, cutoffHz = 60, order = 4 }: HighPassOptions,
): Float32Array {
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	checkOption(cutoffHz > 0 && cutoffHz < sampleRate / 2, 'cutoffHz', `between 0 and ${sampleRate / 2}`, cutoffHz);
	checkOption(Number.isInteger(order) && order >= 2 && order % 2 === 0, 'order', 'an even integer ≥ 2', order);
	checkSamples(samples);
	const values = Float64Array.from(samples);
	// Bilinear transform of the prototype; each pair of poles is one second-order section.
	const k = Math.tan((Math.PI * cutoffHz) / sampleRate);
	for (let section = 0; section < order / 2; section++) {
		const damping = 2 * Math.sin((Math.PI * (2 * section + 1)) / (2 * order));
		const scale = 1 / (1 + damping * k + k * k);
		const a1 = 2 * (k * k - 1) * scale;
		const a2 = (1 - damping * k + k * k) * scale;
		let s1 = 0;
		let s2 = 0;
		for (let n = 0; n < values.length; n++) {
			const x = values[n]!;
			const y = scale * x + s1;
			s1 = -2 * scale * x - a1 * y + s2;
			s2 = scale * x - a2 * y;
			values[n] = y;
		}
	}
	return Float32Array.from(values);
}
