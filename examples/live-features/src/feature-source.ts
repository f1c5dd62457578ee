import { createFeatureNode } from '@ser/dsp';

/** One frame of what the page shows. */
export interface LiveFrame {
	/** 64 values, dB */
	mel: Float32Array;
	/** 12 values, 0 … 1 */
	chroma: Float32Array;
	/** Hz */
	f0: number;
	/** root mean square, full scale 1 */
	rms: number;
}

const melBands = 64;

/**
 * Starts the features of a source.
 *
 * @param connect makes the source and returns it; a file also plays
 * @param onFrame called for each frame, on the page's thread
 * @returns the context; close it to stop
 */
export async function startFeatures(
	connect: (context: AudioContext) => Promise<AudioNode>,
	onFrame: (frame: LiveFrame) => void,
): Promise<AudioContext> {
	const context = new AudioContext();
	const source = await connect(context);
	const nFft = 2 ** Math.round(Math.log2(context.sampleRate * 0.046));
	const node = await createFeatureNode(
		context,
		{
			moduleUrl: new URL('worklet.js', document.baseURI),
			features: ['logMel', 'chroma', 'f0', 'rms'],
			nFft,
			// About one frame for each picture of a 60 Hz display.
			hopLength: Math.round(context.sampleRate / 60),
			nMels: melBands,
			fMin: 50,
			fMax: Math.min(8000, context.sampleRate / 2),
			pitchRange: [60, 600],
			troughThreshold: 0.2,
		},
		({ data, rows, cols }) => {
			for (let r = 0; r < rows; r++) {
				const row = data.subarray(r * cols, (r + 1) * cols);
				onFrame({
					mel: row.subarray(0, melBands),
					chroma: row.subarray(melBands, melBands + 12),
					f0: row[melBands + 12]!,
					rms: row[melBands + 13]!,
				});
			}
		},
	);
	source.connect(node);
	await context.resume();
	return context;
}

/** The microphone, without the browser's own cleaning. */
export async function microphone(context: AudioContext): Promise<AudioNode> {
	const stream = await navigator.mediaDevices.getUserMedia({
		audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
	});
	return context.createMediaStreamSource(stream);
}

/** A sound file, played once. */
export function soundFile(file: File, onEnd: () => void): (context: AudioContext) => Promise<AudioNode> {
	return async (context) => {
		const buffer = await context.decodeAudioData(await file.arrayBuffer());
		const player = new AudioBufferSourceNode(context, { buffer });
		player.connect(context.destination);
		player.onended = onEnd;
		player.start();
		return player;
	};
}
