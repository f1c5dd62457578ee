export * from './read-audio.js';
export * from './write-wav.js';
