const meanAndVariation = ['amean', 'stddevNorm'];
const full = /* @__PURE__ */ (() => [
	...meanAndVariation,
	...['percentile20.0', 'percentile50.0', 'percentile80.0', 'pctlrange0-2'],
	...['meanRisingSlope', 'stddevRisingSlope', 'meanFallingSlope', 'stddevFallingSlope'],
])();
const mfcc = ['mfcc1', 'mfcc2', 'mfcc3', 'mfcc4'];
const formants = /* @__PURE__ */ ['F1', 'F2', 'F3'].flatMap((f) => [
	`${f}frequency`,
	`${f}bandwidth`,
	`${f}amplitudeLogRelF0`,
]);
const voice = /* @__PURE__ */ (() => [
	'jitterLocal',
	'shimmerLocaldB',
	'HNRdBACF',
	'logRelF0-H1-H2',
	'logRelF0-H1-A3',
	...formants,
])();

const named = (tracks: readonly string[], suffix: string, functionals: readonly string[]) =>
	tracks.flatMap((track) => functionals.map((functional) => `${track}${suffix}_${functional}`));

/** The 25 frame descriptors of eGeMAPS v02, in openSMILE's order. */
export const egemapsFrameNames: readonly string[] = /* @__PURE__ */ (() => [
	...['Loudness', 'alphaRatio', 'hammarbergIndex', 'slope0-500', 'slope500-1500', 'spectralFlux', ...mfcc].map(
		(name) => `${name}_sma3`,
	),
	...['F0semitoneFrom27.5Hz', ...voice].map((name) => `${name}_sma3nz`),
])();

/** The 88 functionals of eGeMAPS v02, in openSMILE's order. */
export const egemapsNames: readonly string[] = /* @__PURE__ */ (() => [
	...named(['F0semitoneFrom27.5Hz'], '_sma3nz', full),
	...named(['loudness'], '_sma3', full),
	...named(['spectralFlux', ...mfcc], '_sma3', meanAndVariation),
	...named(voice, '_sma3nz', meanAndVariation),
	...named(
		[
			...['alphaRatioV', 'hammarbergIndexV', 'slopeV0-500', 'slopeV500-1500', 'spectralFluxV'],
			...mfcc.map((name) => `${name}V`),
		],
		'_sma3nz',
		meanAndVariation,
	),
	...named(['alphaRatioUV', 'hammarbergIndexUV', 'slopeUV0-500', 'slopeUV500-1500', 'spectralFluxUV'], '_sma3nz', [
		'amean',
	]),
	...['loudnessPeaksPerSec', 'VoicedSegmentsPerSec', 'MeanVoicedSegmentLengthSec', 'StddevVoicedSegmentLengthSec'],
	...['MeanUnvoicedSegmentLength', 'StddevUnvoicedSegmentLength', 'equivalentSoundLevel_dBp'],
])();
