import { oneLine, SerError, unpackArray } from '@ser/core';

/** A recogniser as two files: readable JSON, and all its numbers in one block. */
export interface ModelFiles {
	/** `model.json` */
	model: string;
	/** `weights.bin` */
	weights: Uint8Array;
}

export const MODEL_FORMAT = 'ser-model';
/** Raised when a reader of the old files would misread the new ones. */
export const MODEL_VERSION = 1;

const bytesPerElement: Record<string, number> = { f32: 4, f64: 8, i32: 4, u8: 1 };

/** Moves every packed array of a JSON tree into one block of bytes. */
export function splitWeights(content: object): ModelFiles {
	const parts: Uint8Array[] = [];
	let length = 0;
	const text = JSON.stringify(
		{ format: MODEL_FORMAT, version: MODEL_VERSION, ...content },
		(_key, value) => {
			if (typeof value?.$array !== 'string' || typeof value.base64 !== 'string') return value;
			const array = unpackArray<Uint8Array>({ $array: 'u8', base64: value.base64 });
			const offset = Math.ceil(length / 8) * 8;
			parts.push(new Uint8Array(offset - length), array);
			length = offset + array.length;
			return { $array: value.$array, offset, length: array.length / bytesPerElement[value.$array]! };
		},
		1,
	);
	const weights = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		weights.set(part, at);
		at += part.length;
	}
	return { model: text.replace(/\n}$/, `,\n "weightsCrc32": ${crc32(weights)}\n}`), weights };
}

/** CRC-32 (ISO 3309), as zip and PNG use it: tells a damaged block of weights from a sound one. */
function crc32(bytes: Uint8Array): number {
	const table = Int32Array.from({ length: 256 }, (_, i) => {
		let value = i;
		for (let k = 0; k < 8; k++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
		return value;
	});
	let value = -1;
	for (const byte of bytes) value = (value >>> 8) ^ table[(value ^ byte) & 0xff]!;
	return ~value >>> 0;
}

/**
 * The JSON tree with its packed arrays put back.
 *
 * @throws {SerError} FORMAT when it is damaged, not ours, or of a newer version
 */
export function joinWeights({ model, weights }: ModelFiles, where = 'model.json'): Record<string, unknown> {
	let tree: unknown;
	try {
		tree = JSON.parse(model, (key, value) => {
			if (key === '__proto__') throw new SerError('FORMAT', `${where}: holds a forbidden key`);
			if (typeof value?.$array !== 'string' || typeof value.offset !== 'number') return value;
			return { $array: value.$array, base64: toBase64(slice(weights, value, where)) };
		});
	} catch (cause) {
		if (cause instanceof SerError) throw cause;
		throw new SerError('FORMAT', `${where}: damaged, not JSON (${oneLine((cause as Error).message)})`, { cause });
	}
	const { format, version } = (tree ?? {}) as { format?: unknown; version?: unknown };
	if (format !== MODEL_FORMAT)
		throw new SerError('FORMAT', `${where}: not a model of ser (no "format": "${MODEL_FORMAT}")`);
	if (typeof version !== 'number' || version > MODEL_VERSION) {
		throw new SerError(
			'FORMAT',
			`${where}: written by a newer version (model version ${oneLine(String(version))}, this ser reads up to ${MODEL_VERSION}); update ser`,
		);
	}
	const { weightsCrc32, ...content } = tree as Record<string, unknown>;
	if (weightsCrc32 !== undefined && weightsCrc32 !== crc32(weights)) {
		throw new SerError('FORMAT', `${where}: damaged, weights.bin is not the one that was saved with it`);
	}
	return content;
}

function slice(weights: Uint8Array, reference: { $array: string; offset: number; length: number }, where: string) {
	const size = Object.hasOwn(bytesPerElement, reference.$array) ? bytesPerElement[reference.$array]! : Number.NaN;
	const { offset, length } = reference;
	const end = offset + length * size;
	if (!Number.isInteger(offset) || !Number.isInteger(length) || offset < 0 || length < 0 || !(end <= weights.length)) {
		throw new SerError(
			'FORMAT',
			`${where}: damaged, it points to bytes ${offset}…${end} of weights.bin, which has ${weights.length}`,
		);
	}
	return weights.subarray(offset, end);
}

function toBase64(bytes: Uint8Array): string {
	let text = '';
	for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
	return btoa(text);
}
