import { realFft } from '../fft/real-fft.js';

/** Energies of voice bands, frame by frame: the measure that voice activity is judged by. */
export interface VadBands {
	/** samples a frame: 25 ms */
	frameLength: number;
	/** samples from frame to frame: 10 ms */
	hopLength: number;
	count: number;
	/** @param levels `count` values, written over: dB of full scale in each band, not below −90 */
	measure(samples: Float32Array, start: number, levels: Float64Array): void;
}

const edges = [100, 250, 400, 600, 850, 1150, 1550, 2100, 2900, 4000, 5500, 7500];

/** Eleven bands from 100 to 7500 Hz, each about as wide as the ear's critical bands; those above the signal's are left out. */
export function vadBands(sampleRate: number): VadBands {
	const frameLength = Math.round(sampleRate * 0.025);
	const nFft = 2 ** Math.ceil(Math.log2(frameLength));
	const plan = realFft(nFft);
	const count = edges.filter((hz) => hz <= sampleRate / 2).length - 1;
	const bin = edges.map((hz) => Math.round((hz * nFft) / sampleRate));
	const window = Float64Array.from(
		{ length: frameLength },
		(_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / frameLength),
	);
	const frame = new Float64Array(nFft);
	const power = new Float64Array(plan.bins);
	// A sine of full scale has power 1/2; the window passes 3/8 of the energy of its frame.
	const scale = 2 / (nFft * frameLength * 0.375);
	return {
		frameLength,
		hopLength: Math.round(sampleRate * 0.01),
		count,
		measure(samples, start, levels) {
			for (let i = 0; i < frameLength; i++) frame[i] = samples[start + i]! * window[i]!;
			plan.power(power, 0, frame);
			for (let b = 0; b < count; b++) {
				let sum = 0;
				for (let k = bin[b]!; k < bin[b + 1]!; k++) sum += power[k]!;
				levels[b] = Math.max(-90, 10 * Math.log10(sum * scale + 1e-12));
			}
		},
	};
}
