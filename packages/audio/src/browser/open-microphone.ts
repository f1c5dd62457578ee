import { SerError, type Waveform } from '@ser/core';
import { createStreamResampler } from '../resample/stream-resampler.js';
import { createChunkQueue } from './chunk-queue.js';
import { microphoneWorklet } from './microphone-worklet.js';

export interface MicrophoneOptions {
	/** resample to this rate, Hz; default the device's own */
	sampleRate?: number;
	/** length of a chunk, > 0; default 0.25 */
	chunkSeconds?: number;
	/** Aborting closes the microphone and ends the loop. */
	signal?: AbortSignal;
	/** passed on to getUserMedia; by default echo, noise and gain processing are off, so that the voice stays as it is */
	constraints?: MediaTrackConstraints;
}

/** An open microphone: loop over it for chunks; leaving the loop closes it. */
export interface Microphone extends AsyncIterable<Waveform> {
	/** Hz, of the chunks */
	sampleRate: number;
	close(): Promise<void>;
}

/**
 * Opens the microphone (the browser asks the user) and delivers mono chunks through an AudioWorklet.
 *
 * @throws {SerError} UNSUPPORTED where there is no microphone, no AudioWorklet, no secure page, or the user refuses;
 * ABORTED when the signal was aborted before
 * @example
 * for await (const chunk of await openMicrophone({ sampleRate: 16000 })) handle(chunk);
 */
export async function openMicrophone(options: MicrophoneOptions = {}): Promise<Microphone> {
	const { signal, chunkSeconds = 0.25 } = options;
	if (!(chunkSeconds > 0)) throw new SerError('PARAMETER', `chunkSeconds must be above 0, got ${chunkSeconds}`);
	if (signal?.aborted) throw new SerError('ABORTED', 'the microphone was not opened: aborted');
	const stream = await askForStream(options.constraints);
	const context = new AudioContext();
	const close = async () => {
		for (const track of stream.getTracks()) track.stop();
		queue.close();
		if (context.state !== 'closed') await context.close();
	};
	const queue = createChunkQueue<Waveform>(() => void close());
	try {
		const sampleRate = options.sampleRate ?? context.sampleRate;
		const resampler = await createStreamResampler(context.sampleRate, sampleRate);
		const chunkSamples = Math.max(1, Math.round(chunkSeconds * context.sampleRate));
		const node = await createNode(context, chunkSamples);
		node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
			const samples = resampler.push(data);
			if (samples.length > 0) queue.push({ samples, sampleRate });
		};
		context.createMediaStreamSource(stream).connect(node);
		await context.resume();
		signal?.addEventListener('abort', () => void close(), { once: true });
		if (signal?.aborted) throw new SerError('ABORTED', 'the microphone was closed while it opened: aborted');
		return { sampleRate, close, [Symbol.asyncIterator]: () => queue[Symbol.asyncIterator]() };
	} catch (error) {
		await close();
		throw error;
	}
}

async function askForStream(constraints: MediaTrackConstraints = {}): Promise<MediaStream> {
	const devices = globalThis.navigator?.mediaDevices;
	if (!devices || typeof AudioWorkletNode === 'undefined') {
		throw new SerError(
			'UNSUPPORTED',
			'microphone: needs a browser with AudioWorklet and a secure page (https or localhost)',
		);
	}
	const raw = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false };
	try {
		return await devices.getUserMedia({ audio: { ...raw, ...constraints } });
	} catch (cause) {
		const { name, message } = cause as DOMException;
		const reason =
			name === 'NotAllowedError' ? 'permission was refused' : name === 'NotFoundError' ? 'none was found' : message;
		throw new SerError('UNSUPPORTED', `microphone: ${reason}`, { cause });
	}
}

async function createNode(context: AudioContext, chunkSamples: number): Promise<AudioWorkletNode> {
	const url = URL.createObjectURL(new Blob([microphoneWorklet], { type: 'text/javascript' }));
	try {
		await context.audioWorklet.addModule(url);
	} finally {
		URL.revokeObjectURL(url);
	}
	return new AudioWorkletNode(context, 'ser-microphone', { numberOfOutputs: 0, processorOptions: { chunkSamples } });
}
