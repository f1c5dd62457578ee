import type { Waveform } from '@ser/core';

export type AudioFormat = 'wav' | 'aiff' | 'flac' | 'mp3' | 'ogg';

/** What the file was before it became mono float samples. */
export interface AudioInfo {
	format: AudioFormat;
	/** channels in the file; they are mixed down to one by their mean */
	channels: number;
	/** bits per sample in the file, where the format has such a number */
	bitDepth?: number;
	/** e.g. `pcm`, `float`, `a-law`, `mu-law`, `vorbis` */
	encoding?: string;
	/** what was wrong with the file and how it was read all the same; empty for a clean file */
	notes: string[];
}

/** A mono recording with what is known about its file. */
export interface DecodedAudio extends Waveform {
	info: AudioInfo;
}

export interface DecodeOptions {
	/** what error messages call the data, e.g. the file's path; it has no say in how the bytes are read */
	name?: string;
	/** decode only this much from the beginning, > 0; default everything */
	maxSeconds?: number;
}
