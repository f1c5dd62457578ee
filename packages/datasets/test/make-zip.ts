import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
	name: string;
	data?: string | Uint8Array;
	/** unix mode, for links and devices */
	mode?: number;
	/** what the header claims, when it lies */
	claimedSize?: number;
	claimedCrc?: number;
	encrypted?: boolean;
}

/** A zip archive, byte by byte, so that tests can make hostile ones. */
export function makeZip(entries: readonly ZipEntry[]): Buffer {
	const locals: Buffer[] = [];
	const central: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const name = Buffer.from(entry.name);
		const data = Buffer.from(entry.data ?? '');
		const packed = deflateRawSync(data);
		const crc = entry.claimedCrc ?? crc32(data);
		const size = entry.claimedSize ?? data.length;
		const flags = 0x800 | (entry.encrypted ? 1 : 0);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(flags, 2);
		common.writeUInt16LE(8, 4);
		common.writeUInt32LE(crc, 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(size, 18);
		common.writeUInt16LE(name.length, 22);
		locals.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, packed);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
		tail.writeUInt32LE(offset, 10);
		central.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, name);
		offset += 30 + name.length + packed.length;
	}
	const directory = Buffer.concat(central);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, directory, end]);
}
