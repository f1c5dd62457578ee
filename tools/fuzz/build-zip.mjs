import { crc32, deflateRawSync } from 'node:zlib';

/**
 * A zip archive, honest or not: every field that a reader might trust can be given.
 *
 * @param {{ name: string, data: Uint8Array, deflate?: boolean, mode?: number, flags?: number, crc?: number,
 *   claimed?: number, packed?: number, offset?: number }[]} files
 */
export function buildZip(files) {
	const parts = [];
	const directory = [];
	let at = 0;
	const add = (list, bytes) => {
		list.push(bytes);
		return bytes.length;
	};
	for (const { name, data, deflate = false, mode = 0o100644, flags = 0x800, ...lies } of files) {
		const body = deflate ? deflateRawSync(data) : data;
		const label = Buffer.from(name);
		const sums = [lies.crc ?? crc32(data), lies.packed ?? body.length, lies.claimed ?? data.length];
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(20, 4);
		local.writeUInt16LE(flags, 6);
		local.writeUInt16LE(deflate ? 8 : 0, 8);
		for (const [i, value] of sums.entries()) local.writeUInt32LE(value >>> 0, 14 + 4 * i);
		local.writeUInt16LE(label.length, 26);
		const central = Buffer.alloc(46);
		central.writeUInt32LE(0x02014b50, 0);
		central.writeUInt16LE((3 << 8) | 20, 4);
		local.copy(central, 6, 4, 28);
		central.writeUInt16LE(label.length, 28);
		central.writeUInt32LE((mode << 16) >>> 0, 38);
		central.writeUInt32LE(lies.offset ?? at, 42);
		directory.push(central, label);
		at += add(parts, local) + add(parts, label) + add(parts, body);
	}
	const table = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(files.length, 8);
	end.writeUInt16LE(files.length, 10);
	end.writeUInt32LE(table.length, 12);
	end.writeUInt32LE(at, 16);
	return new Uint8Array(Buffer.concat([...parts, table, end]));
}
