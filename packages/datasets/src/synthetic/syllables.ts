import type { Random } from '@ser/core';

/** The first four formants of an adult man's vowels, Hz (Peterson & Barney 1952; the fourth ours). */
export const vowels: Readonly<Record<string, readonly [number, number, number, number]>> = {
	i: [270, 2290, 3010, 3600],
	e: [530, 1840, 2480, 3500],
	a: [730, 1090, 2440, 3400],
	o: [570, 840, 2410, 3300],
	u: [300, 870, 2240, 3300],
	ʌ: [640, 1190, 2390, 3400],
};

/** What opens a syllable: nothing, a voiced murmur, a hiss, or a closure with a burst. */
export type Onset = 'none' | 'nasal' | 'fricative' | 'stop';

export interface Syllable {
	vowel: string;
	onset: Onset;
	/** carries an accent */
	accented: boolean;
	/** relative length, about 1 */
	length: number;
}

/**
 * A sentence of nonsense syllables. The same random state gives the same sentence, whoever says it.
 *
 * @param count syllables, ≥ 1
 */
export function inventSentence(count: number, random: Random): Syllable[] {
	const names = Object.keys(vowels);
	const onsets: Onset[] = ['none', 'nasal', 'nasal', 'fricative', 'stop', 'stop'];
	const accent = random.integer(2);
	return Array.from({ length: count }, (_, i) => ({
		vowel: names[random.integer(names.length)]!,
		onset: onsets[random.integer(onsets.length)]!,
		accented: i % 2 === accent,
		length: random.uniform(0.85, 1.2) * (i === count - 1 ? 1.3 : 1),
	}));
}
