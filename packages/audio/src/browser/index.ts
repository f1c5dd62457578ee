export * from './decode-file.js';
export * from './open-microphone.js';
