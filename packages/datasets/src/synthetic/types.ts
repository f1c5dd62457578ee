/** How an utterance is spoken: what emotions and speakers change. */
export interface Delivery {
	/** mean F0, Hz */
	f0: number;
	/** size of the F0 movements, semitones from valley to accent */
	rangeSemitones: number;
	/** F0 drift over the utterance, semitones (negative: falling) */
	slopeSemitones: number;
	/** F0 movement on the last syllable, semitones */
	finalSemitones: number;
	/** syllables a second */
	rate: number;
	/** share of syllables followed by a pause */
	pauses: number;
	/** dB relative to the speaker's usual level */
	levelDb: number;
	/** loudness differences between syllables, dB */
	accentDb: number;
	/** where the glottal source begins to fall by 12 dB an octave more, Hz: higher = brighter */
	tiltHz: number;
	/** share of the period in which the glottis is open, 0.4 (pressed) … 0.9 (breathy) */
	openQuotient: number;
	/** aspiration noise relative to the pulses, 0…1 */
	breath: number;
	/** period to period change of F0, standard deviation as a share */
	jitter: number;
	/** period to period change of amplitude, standard deviation as a share */
	shimmer: number;
	/** opening of the vowels: 1 as in careful speech, below: towards the neutral vowel */
	articulation: number;
	/** factor on the formants, about 1 */
	formantFactor: number;
}

/** What belongs to a voice and its microphone, whatever is felt. */
export interface Voice {
	/** e.g. `s01` */
	id: string;
	sex: 'female' | 'male';
	/** how this person speaks without emotion */
	usual: Delivery;
	/** formant frequencies relative to an adult man's: about 1 for men, 1.17 for women */
	formantScale: number;
	/** how strongly this person shows an emotion, by its name; 1 = as the table says */
	strength: Readonly<Record<string, number>>;
	/** level of the recording, dB relative to full scale (RMS of loud parts) */
	recordingDb: number;
	/** noise of room and microphone, dB relative to full scale */
	noiseDb: number;
	/** slope of the microphone's response, dB from 100 Hz to half the rate */
	micTiltDb: number;
	/** a resonance of the room or microphone */
	micPeakHz: number;
	micPeakDb: number;
}
