export { type PcmChunksOptions, type PcmEncoding, pcmChunks } from './pcm-chunks.js';
export * from './read-audio.js';
export * from './read-audio-stream.js';
export * from './wav-chunks.js';
export * from './write-wav.js';
