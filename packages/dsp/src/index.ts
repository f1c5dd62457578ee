export * from './augment/index.js';
export * from './chroma/chroma-filterbank.js';
export { type ChromaOptions, chromaStft } from './chroma/chroma-stft.js';
export * from './chroma/estimate-tuning.js';
export { tonnetz } from './chroma/tonnetz.js';
export * from './cleaning/cleaner.js';
export * from './cleaning/high-pass.js';
export * from './cleaning/log-mmse.js';
export * from './cleaning/normalize-level.js';
export * from './cleaning/spectral-gate.js';
export type { VadOptions, VoiceSegment } from './cleaning/vad-decision.js';
export { createVadStream, type VadStream } from './cleaning/vad-stream.js';
export * from './cleaning/voice-activity.js';
export * from './feature-sets/feature-set.js';
export type * from './feature-sets/types.js';
export * from './fft/fft.js';
export * from './functionals/functionals.js';
export { type DctOptions, dctMatrix } from './mel/dct.js';
export { type MelOptions, melFilterbank } from './mel/mel-filterbank.js';
export * from './mel/mel-scale.js';
export * from './mel/mel-spectrogram.js';
export { type MfccOptions, mfcc } from './mel/mfcc.js';
export * from './mel/pcen.js';
export { type PyinOptions, type PyinResult, pyin } from './pitch/pyin.js';
export { type YinOptions, yin } from './pitch/yin.js';
export * from './spectral/decibel.js';
export * from './spectral/delta.js';
export * from './spectral/hpss.js';
export * from './spectral/onset-strength.js';
export { type PolyOptions, polyFeatures } from './spectral/poly-features.js';
export { type ContrastOptions, spectralContrast } from './spectral/spectral-contrast.js';
export {
	type BandwidthOptions,
	type FlatnessOptions,
	type RolloffOptions,
	type SpectralOptions,
	spectralBandwidth,
	spectralCentroid,
	spectralFlatness,
	spectralRolloff,
} from './spectral/spectral-shape.js';
export type { PadMode } from './stft/framing.js';
export * from './stft/istft.js';
export { type SpectrogramOptions, spectrogram } from './stft/spectrogram.js';
export * from './stft/stft.js';
export type { StftOptions } from './stft/stft-options.js';
export * from './stft/window.js';
export * from './stream/feature-node.js';
export * from './stream/streaming-features.js';
export * from './stream/streaming-functionals.js';
export * from './stream/types.js';
export * from './time/lpc.js';
export * from './time/pre-emphasis.js';
export * from './time/rms.js';
export * from './time/trim-silence.js';
export * from './time/zero-crossing-rate.js';
export * from './voice/index.js';
