export * from './exit-codes.js';
export * from './main.js';
