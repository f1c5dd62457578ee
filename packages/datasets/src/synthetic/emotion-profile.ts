import type { Emotion } from '../types.js';

/** How an emotion changes the delivery. Factors multiply, the others add. */
export interface EmotionProfile {
	f0Semitones: number;
	rangeFactor: number;
	slopeSemitones: number;
	finalSemitones: number;
	rateFactor: number;
	pauses: number;
	levelDb: number;
	accentDb: number;
	/** factor on `tiltHz`: more high-frequency energy above 1 */
	brightness: number;
	openQuotient: number;
	breath: number;
	jitter: number;
	shimmer: number;
	articulation: number;
	/** factor on the formants: above 1 for smiling and raised larynx, below for protruded lips and lowered larynx */
	formantFactor: number;
}

const row = (
	[f0Semitones, rangeFactor, slopeSemitones, finalSemitones]: [number, number, number, number],
	[rateFactor, pauses]: [number, number],
	[levelDb, accentDb]: [number, number],
	[brightness, openQuotient, breath]: [number, number, number],
	[jitter, shimmer]: [number, number],
	[articulation, formantFactor]: [number, number],
): EmotionProfile => ({
	f0Semitones,
	rangeFactor,
	slopeSemitones,
	finalSemitones,
	rateFactor,
	pauses,
	levelDb,
	accentDb,
	brightness,
	openQuotient,
	breath,
	jitter,
	shimmer,
	articulation,
	formantFactor,
});

/**
 * Vocal cues of emotions, in the directions that the literature reports: Juslin & Laukka 2003 (Psychological Bulletin
 * 129, table 7 and 11: rate, intensity and its variability, high-frequency energy, F0 level, variability and contour, jitter,
 * articulation of anger, fear, happiness, sadness; Tartter 1980 for the formants of smiling), Banse & Scherer 1996 (JPSP 70: disgust, boredom, hot anger, panic)
 * and Scherer 2003 (Speech Communication 40, table 2). Calm stands between neutral and tenderness. The sizes are ours: chosen so
 * that the emotions overlap as much as acted speech does.
 */
export const emotionProfiles: Readonly<Partial<Record<Emotion, EmotionProfile>>> = {
	// F0 level, range, slope, end; rate, pauses; level, accents; bright, open, breath; jitter, shimmer; articulation, formants
	neutral: row([0, 1, 0, 0], [1, 0], [0, 0], [1, 0, 0], [0, 0], [0, 1]),
	anger: row([3.5, 1.5, 0.5, -1.5], [1.1, -0.02], [7, 2.5], [3, -0.12, -0.04], [0.006, 0.03], [0.15, 1.03]),
	happiness: row([3.8, 1.7, 1, 1.5], [1.08, -0.02], [3.5, 1.5], [1.6, -0.03, 0], [0.001, 0.01], [0.1, 1.08]),
	sadness: row([-0.8, 0.6, -1.5, -1], [0.8, 0.1], [-5, -1.5], [0.45, 0.1, 0.12], [0.004, 0.02], [-0.2, 0.97]),
	fear: row([5, 0.7, 1, 0.8], [1.2, 0.03], [-0.5, 1], [0.9, 0.08, 0.14], [0.01, 0.05], [-0.1, 1.02]),
	disgust: row([-1.2, 1.1, -1, -1.8], [0.82, 0.06], [-0.5, 1], [1.4, -0.08, 0.03], [0.01, 0.06], [-0.05, 0.93]),
	surprise: row([5.5, 2.1, 1.5, 4.5], [1, 0], [2.5, 1.5], [0.95, 0.05, 0.09], [0.001, 0.01], [0.2, 0.98]),
	calm: row([-1, 0.8, -0.3, -0.3], [0.9, 0.03], [-2.5, -0.8], [0.7, 0.05, 0.06], [0, 0], [0, 0.99]),
	boredom: row([-2, 0.5, -0.5, -0.8], [0.8, 0.05], [-2.5, -1.2], [0.75, 0.02, 0.02], [0.001, 0.01], [-0.3, 0.98]),
};
