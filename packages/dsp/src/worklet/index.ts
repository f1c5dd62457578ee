/**
 * The module for `AudioWorklet.addModule`: registers the processor `ser-features`. It has no imports once built, so its file
 * can be served as it is. `createFeatureNode` of `@ser/dsp` talks to it.
 */
import { type FeatureMessage, featureProcessorName } from '../stream/feature-node.js';
import { createStreaming } from '../stream/streaming-features.js';
import type { StreamingOptions } from '../stream/types.js';

declare const sampleRate: number;
declare function registerProcessor(name: string, processor: unknown): void;
declare class AudioWorkletProcessor {
	readonly port: MessagePort;
}

interface ProcessorOptions {
	processorOptions: Omit<StreamingOptions, 'sampleRate'> & { framesPerMessage?: number };
}

class FeatureProcessor extends AudioWorkletProcessor {
	private readonly stream;
	private readonly batch: Float32Array;
	private readonly framesPerMessage: number;
	private readonly onFrame: (frame: Float32Array, index: number) => void;
	private mono = new Float32Array(128);
	private rows = 0;

	constructor({ processorOptions }: ProcessorOptions) {
		super();
		this.stream = createStreaming({ ...processorOptions, sampleRate });
		this.framesPerMessage = processorOptions.framesPerMessage ?? 1;
		this.batch = new Float32Array(this.framesPerMessage * this.stream.cols);
		this.onFrame = (frame, index) => {
			this.batch.set(frame, this.rows * frame.length);
			if (++this.rows === this.framesPerMessage) this.post(index + 1 - this.rows);
		};
	}

	process(inputs: Float32Array[][]): boolean {
		const channels = inputs[0];
		if (!channels || channels.length === 0) return true;
		const length = channels[0]!.length;
		if (this.mono.length !== length) this.mono = new Float32Array(length);
		this.mono.fill(0);
		for (const channel of channels) {
			for (let i = 0; i < length; i++) this.mono[i]! += channel[i]! / channels.length;
		}
		this.stream.process(this.mono, this.onFrame);
		return true;
	}

	private post(index: number): void {
		const message: FeatureMessage = { index, data: this.batch, rows: this.rows, cols: this.stream.cols };
		// Posting copies the batch, so that it can be filled again.
		this.port.postMessage(message);
		this.rows = 0;
	}
}

registerProcessor(featureProcessorName, FeatureProcessor);
