export * from './palette.js';
export * from './report/clip-picture.js';
export * from './report/report-html.js';
export type * from './report/types.js';
export type * from './types.js';
