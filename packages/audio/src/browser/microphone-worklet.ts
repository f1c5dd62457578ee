/**
 * The processor that runs on the audio thread, as source text: a page needs no extra file for it. It mixes the channels
 * down and posts chunks of a given length.
 */
export const microphoneWorklet = `
registerProcessor('ser-microphone', class extends AudioWorkletProcessor {
	constructor({ processorOptions }) {
		super();
		this.chunk = new Float32Array(processorOptions.chunkSamples);
		this.filled = 0;
	}
	process([channels]) {
		const length = channels.length > 0 ? channels[0].length : 0;
		for (let i = 0; i < length; i++) {
			let sum = 0;
			for (const channel of channels) sum += channel[i];
			this.chunk[this.filled++] = sum / channels.length;
			if (this.filled === this.chunk.length) {
				this.port.postMessage(this.chunk.slice());
				this.filled = 0;
			}
		}
		return true;
	}
});
`;
