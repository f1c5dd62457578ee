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

/** Where sound comes from. */
export interface LiveSource {
	/** makes the node; a file also plays */
	connect(context: AudioContext): Promise<AudioNode>;
	/** gives the microphone back */
	release?(): void;
}

const melBands = 64;
/** Hz, for sounds of at least 16 kHz */
export const melRange = [50, 8000] as const;

/**
 * Starts the features of a source.
 *
 * @param onFrame called for each frame, on the page's thread
 */
export async function startFeatures(
	source: LiveSource,
	onFrame: (frame: LiveFrame) => void,
): Promise<{ stop(): Promise<void> }> {
	const context = new AudioContext();
	const stop = async () => {
		source.release?.();
		await context.close();
	};
	try {
		await listen(source, context, onFrame);
	} catch (error) {
		await stop();
		throw error;
	}
	return { stop };
}

async function listen(source: LiveSource, context: AudioContext, onFrame: (frame: LiveFrame) => void): Promise<void> {
	const start = await source.connect(context);
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
			fMin: melRange[0],
			fMax: Math.min(melRange[1], context.sampleRate / 2),
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
	start.connect(node);
	await context.resume();
}

/** The microphone, without the browser's own cleaning. */
export function microphone(): LiveSource {
	let stream: MediaStream | undefined;
	return {
		async connect(context) {
			stream = await navigator.mediaDevices.getUserMedia({
				audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
			});
			return context.createMediaStreamSource(stream);
		},
		release() {
			for (const track of stream?.getTracks() ?? []) track.stop();
		},
	};
}

/** A sound file, played once. */
export function soundFile(file: File, onEnd: () => void): LiveSource {
	return {
		async connect(context) {
			const buffer = await context.decodeAudioData(await file.arrayBuffer());
			const player = new AudioBufferSourceNode(context, { buffer });
			player.connect(context.destination);
			player.onended = onEnd;
			player.start();
			return player;
		},
	};
}
