/** The functions of the SIMD module (assembly/index.ts); pointers are byte offsets into the backend's memory. */
export type SimdExports = Record<string, (...args: (number | boolean)[]) => number>;
