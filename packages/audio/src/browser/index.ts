export * from './decode-file.js';
