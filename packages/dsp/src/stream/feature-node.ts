import type { StreamingOptions } from './types.js';

/** The name that `@ser/dsp/worklet` registers its processor under. */
export const featureProcessorName = 'ser-features';

export interface FeatureNodeOptions extends Omit<StreamingOptions, 'sampleRate'> {
	/** Where the built `@ser/dsp/worklet` module (`dist/worklet.js`) is served. */
	moduleUrl: string | URL;
	/** frames to a message, default 1 */
	framesPerMessage?: number;
}

/** What the processor posts. */
export interface FeatureMessage {
	/** index of the first frame */
	index: number;
	/** frames × cols, row-major */
	data: Float32Array;
	rows: number;
	cols: number;
}

/**
 * An audio node that computes frame features on the audio thread.
 *
 * @param context whose sample rate is the features' sample rate
 * @param onFrames called with each message, on the calling thread
 * @returns a node without outputs; connect a source to it; it mixes its input down to mono
 */
export async function createFeatureNode(
	context: BaseAudioContext,
	{ moduleUrl, ...processorOptions }: FeatureNodeOptions,
	onFrames: (message: FeatureMessage) => void,
): Promise<AudioWorkletNode> {
	await context.audioWorklet.addModule(moduleUrl);
	const node = new AudioWorkletNode(context, featureProcessorName, { numberOfOutputs: 0, processorOptions });
	node.port.onmessage = ({ data }: MessageEvent<FeatureMessage>) => onFrames(data);
	return node;
}
