export { defineConfig, type SerConfig } from './config-file.js';
export * from './exit-codes.js';
export * from './main.js';
