import { SerError } from './error.js';

type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array;
const types = { f32: Float32Array, f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const;

/** A typed array inside plain JSON data: little-endian bytes in base64. */
export interface PackedArray {
	$array: keyof typeof types;
	base64: string;
}

/** Puts a typed array into plain JSON data, exactly. */
export function packArray(values: Numbers): PackedArray {
	const name = (Object.keys(types) as (keyof typeof types)[]).find((key) => values instanceof types[key]);
	if (!name) throw new SerError('INPUT', 'packArray: must be a Float32Array, Float64Array, Int32Array or Uint8Array');
	const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
	let text = '';
	for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
	return { $array: name, base64: btoa(text) };
}

/**
 * The typed array that `packArray` packed.
 *
 * @throws {SerError} FORMAT when it is not a packed array, or damaged
 */
export function unpackArray<T extends Numbers = Float32Array>(packed: unknown): T {
	const { $array: name, base64 } = (packed ?? {}) as Partial<PackedArray>;
	if (!name || !Object.hasOwn(types, name) || typeof base64 !== 'string') {
		throw new SerError('FORMAT', 'a stored numeric array is missing or damaged');
	}
	let text: string;
	try {
		text = atob(base64);
	} catch (cause) {
		throw new SerError('FORMAT', 'a stored numeric array is damaged: not base64', { cause });
	}
	const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
	const type = types[name];
	if (bytes.length % type.BYTES_PER_ELEMENT !== 0) {
		throw new SerError('FORMAT', `a stored ${name} array is damaged: ${bytes.length} bytes`);
	}
	return new type(bytes.buffer) as unknown as T;
}
