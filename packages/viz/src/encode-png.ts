import { zlibSync } from 'fflate';

/**
 * An 8-bit RGB image as a PNG file.
 *
 * @param rgb height × width × 3 bytes, from the top left
 * @returns the same bytes on every machine
 */
export function encodePng(rgb: Uint8Array, width: number, height: number): Uint8Array {
	const header = new Uint8Array(13);
	const view = new DataView(header.buffer);
	view.setUint32(0, width);
	view.setUint32(4, height);
	header.set([8, 2, 0, 0, 0], 8);
	return concat([
		Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
		chunk('IHDR', header),
		chunk('IDAT', zlibSync(filtered(rgb, width, height), { level: 9 })),
		chunk('IEND', new Uint8Array(0)),
	]);
}

/** Each row as the difference to the one above (PNG filter 2), which smooth pictures compress well with. */
function filtered(rgb: Uint8Array, width: number, height: number): Uint8Array {
	const stride = width * 3;
	const rows = new Uint8Array(height * (stride + 1));
	for (let y = 0; y < height; y++) {
		rows[y * (stride + 1)] = 2;
		for (let i = 0; i < stride; i++) {
			const above = y === 0 ? 0 : (rgb[(y - 1) * stride + i] as number);
			rows[y * (stride + 1) + 1 + i] = (rgb[y * stride + i] as number) - above;
		}
	}
	return rows;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
	const out = new Uint8Array(data.length + 12);
	const view = new DataView(out.buffer);
	view.setUint32(0, data.length);
	for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i);
	out.set(data, 8);
	view.setUint32(data.length + 8, crc32(out.subarray(4, data.length + 8)));
	return out;
}

function crc32(bytes: Uint8Array): number {
	let crc = -1;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc >>> 0;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
	const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}
