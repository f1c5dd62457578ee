import { createPlanCache } from '../plan-cache.js';

/** The 26 mel bands from 20 to 8000 Hz (or half the sample rate) that loudness and the cepstrum share, and their curves. */
export interface AuditoryBands {
	/** @param bands 26 values, written over */
	energies(power: Float64Array, bands: Float64Array): void;
	/** sum of the loudness of each band; `bands` from `energies` */
	loudness(bands: Float64Array): number;
	/** cepstral coefficients 1…4 of the log energies, liftered with L = 22; `output` at `at` */
	cepstrum(bands: Float64Array, output: Float64Array, at: number): void;
}

const count = 26;
/** The least energy of a band: one step of a 16-bit file, squared. */
const floor = 2 ** -30;
const plans = /* @__PURE__ */ createPlanCache<AuditoryBands>(8);

/**
 * HTK triangles (linear on the mel scale) over the power spectrum, from the first bin a rounded half bin above 20 Hz;
 * loudness by Hermansky's equal-loudness curve (1990) and the power 0.33. The curve's fall above 5 kHz and the scale
 * were fitted to the values that openSMILE 3 prints (relative error 1e-7).
 */
export function auditoryBands(sampleRate: number, nFft: number): AuditoryBands {
	return plans.get(`${sampleRate}/${nFft}`, () => createAuditoryBands(sampleRate, nFft));
}

function createAuditoryBands(sampleRate: number, nFft: number): AuditoryBands {
	const mel = (hz: number) => 1127 * Math.log(1 + hz / 700);
	const low = mel(20);
	const step = (mel(Math.min(8000, sampleRate / 2)) - low) / (count + 1);
	const bins = nFft / 2 + 1;
	const firstBin = Math.floor((20 * nFft) / sampleRate + 1.5);
	// Bin k stands between the centres of bands lower and lower + 1 and gives each its share.
	const lower = new Int32Array(bins);
	const share = new Float64Array(bins);
	for (let k = firstBin; k < bins; k++) {
		const position = (mel((k * sampleRate) / nFft) - low) / step - 1;
		lower[k] = Math.min(count, Math.floor(position));
		share[k] = position - Math.floor(position);
	}
	const weight = Float64Array.from({ length: count }, (_, b) => {
		const w = 2 * Math.PI * 700 * (Math.exp((low + (b + 1) * step) / 1127) - 1);
		const w2 = w * w;
		const curve = ((w2 + 56.8e6) * w2 * w2) / ((w2 + 6.3e6) ** 2 * (w2 + 0.38e9) * (1 + w ** 7 / 1.7e31));
		return 0.06902195 * curve ** 0.33;
	});
	const cosines = Float64Array.from({ length: 4 * count }, (_, i) => {
		const n = Math.floor(i / count) + 1;
		const lifter = 1 + 11 * Math.sin((Math.PI * n) / 22);
		return Math.sqrt(2 / count) * lifter * Math.cos((Math.PI * n * ((i % count) + 0.5)) / count);
	});
	const logs = new Float64Array(count);
	return {
		energies(power, bands) {
			bands.fill(0);
			for (let k = firstBin; k < bins; k++) {
				const b = lower[k]!;
				const upper = power[k]! * share[k]!;
				if (b >= 0 && b < count) bands[b]! += power[k]! - upper;
				if (b + 1 < count) bands[b + 1]! += upper;
			}
			for (let b = 0; b < count; b++) if (bands[b]! < floor) bands[b] = floor;
		},
		loudness(bands) {
			let sum = 0;
			for (let b = 0; b < count; b++) sum += weight[b]! * bands[b]! ** 0.33;
			return sum;
		},
		cepstrum(bands, output, at) {
			for (let b = 0; b < count; b++) logs[b] = Math.log(bands[b]!);
			for (let n = 0; n < 4; n++) {
				let sum = 0;
				for (let b = 0; b < count; b++) sum += cosines[n * count + b]! * logs[b]!;
				output[at + n] = sum;
			}
		},
	};
}
