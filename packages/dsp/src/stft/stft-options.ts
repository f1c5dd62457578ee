import { checkInteger, checkOneOf, checkOption } from '../check.js';
import { createPlanCache } from '../plan-cache.js';
import type { PadMode } from './framing.js';
import { getWindow, type WindowSpec } from './window.js';

/** The short-time Fourier transform's options: librosa's names in camelCase, librosa's defaults. */
export interface StftOptions {
	/** samples of a transformed frame, any integer ≥ 1, default 2048 */
	nFft?: number;
	/** samples of the window, 1 … nFft, zero-padded to nFft on both sides, default nFft */
	winLength?: number;
	/** samples from frame to frame, default 512 in features, winLength / 4 in `stft` and `istft` */
	hopLength?: number;
	/** default 'hann' (periodic) */
	window?: WindowSpec;
	/** frame t is centred at sample t × hopLength, default true */
	center?: boolean;
	/** what lies beyond the ends of a centred signal, default 'constant' */
	padMode?: PadMode;
}

const paddedWindows = /* @__PURE__ */ createPlanCache<Float64Array>();

/** Checked options with the window at its final length. */
export interface ResolvedStft {
	nFft: number;
	hopLength: number;
	center: boolean;
	padMode: PadMode;
	/** nFft values */
	window: Float64Array;
}

/**
 * Fills in the defaults.
 *
 * @param defaultHop the hop when none is given; default a quarter of the window
 * @throws {SerError} PARAMETER
 */
export function resolveStft(options: StftOptions, defaultHop?: number): ResolvedStft {
	const { nFft = 2048, window = 'hann', center = true, padMode = 'constant' } = options;
	const winLength = options.winLength ?? nFft;
	const hopLength = options.hopLength ?? defaultHop ?? Math.max(1, Math.floor(winLength / 4));
	checkInteger('nFft', nFft);
	checkInteger('winLength', winLength);
	checkOption(nFft >= winLength, 'nFft', `≥ winLength (${winLength})`, nFft);
	checkInteger('hopLength', hopLength);
	checkOneOf('padMode', padMode, ['constant', 'reflect', 'edge']);
	checkOption(typeof center === 'boolean', 'center', 'true or false', center);
	const values = getWindow(window, winLength);
	if (winLength === nFft) return { nFft, hopLength, center, padMode, window: values };
	const pad = () => {
		const padded = new Float64Array(nFft);
		padded.set(values, Math.floor((nFft - winLength) / 2));
		return padded;
	};
	const named = typeof window === 'string';
	return {
		nFft,
		hopLength,
		center,
		padMode,
		window: named ? paddedWindows.get(`${window}/${winLength}/${nFft}`, pad) : pad(),
	};
}
