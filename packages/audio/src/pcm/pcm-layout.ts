/** How the samples of an uncompressed recording lie in its bytes. */
export interface PcmLayout {
	encoding: 'pcm' | 'unsigned' | 'float' | 'a-law' | 'mu-law';
	/** bytes of one sample of one channel: integers 1…4, floats 4 or 8, A-law and mu-law 1 */
	bytesPerSample: number;
	channels: number;
	littleEndian: boolean;
}

/** Bytes of one frame: one sample of every channel. */
export const frameBytes = (layout: PcmLayout): number => layout.bytesPerSample * layout.channels;
