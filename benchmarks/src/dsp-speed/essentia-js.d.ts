/** essentia.js 0.1.3 has no types for its Node entry; these are the parts that the benchmark calls. */
declare module 'essentia.js' {
	interface EssentiaVector {
		delete(): void;
	}
	export const EssentiaWASM: unknown;
	export class Essentia {
		constructor(wasm: unknown);
		arrayToVector(values: Float32Array): EssentiaVector;
		Windowing(frame: EssentiaVector, normalized: boolean, size: number, type: string): { frame: EssentiaVector };
		Spectrum(frame: EssentiaVector, size: number): { spectrum: EssentiaVector };
		MFCC(
			spectrum: EssentiaVector,
			dctType: number,
			highFrequencyBound: number,
			inputSize: number,
			liftering: number,
			logType: string,
			lowFrequencyBound: number,
			normalize: string,
			numberBands: number,
			numberCoefficients: number,
			sampleRate: number,
		): { bands: EssentiaVector; mfcc: EssentiaVector };
	}
}
