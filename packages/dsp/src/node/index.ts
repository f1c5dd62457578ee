export * from './feature-transform.js';
