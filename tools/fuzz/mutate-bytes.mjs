/** Numbers that readers get wrong. */
const interesting = [0, 1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 32, 64, 127, 128, 255, 256, 1000, 32767, 32768, 65535, 65536];
const huge = [0x7fffffff, 0x80000000, 0xfffffff0, 0xfffffffe, 0xffffffff, 0x10000000, 0x01000000];

const pick = (random, list) => list[random.integer(list.length)];

function concat(...parts) {
	const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

/** Ways to damage bytes whose structure is not known: (bytes, random) → bytes. */
export const byteMutations = [
	function flipBits(bytes, random) {
		const out = bytes.slice();
		for (let k = 1 + random.integer(8); k > 0 && out.length > 0; k--)
			out[random.integer(out.length)] ^= 1 << random.integer(8);
		return out;
	},
	function flipBitsInHeader(bytes, random) {
		const out = bytes.slice();
		const reach = Math.min(64, out.length);
		for (let k = 1 + random.integer(4); k > 0 && reach > 0; k--) out[random.integer(reach)] = random.integer(256);
		return out;
	},
	function setNumber(bytes, random) {
		if (bytes.length < 8) return bytes;
		const out = bytes.slice();
		const view = new DataView(out.buffer);
		const reach = random.next() < 0.7 ? Math.min(out.length, 120) : out.length;
		const at = random.integer(reach - 3);
		const value = random.next() < 0.5 ? pick(random, interesting) : pick(random, huge);
		const little = random.next() < 0.7;
		if (random.next() < 0.4) view.setUint16(at, value, little);
		else view.setUint32(at, value, little);
		return out;
	},
	function truncate(bytes, random) {
		return bytes.subarray(0, random.integer(bytes.length + 1));
	},
	function cutOut(bytes, random) {
		const from = random.integer(bytes.length + 1);
		return concat(bytes.subarray(0, from), bytes.subarray(from + random.integer(64)));
	},
	function insert(bytes, random) {
		const at = random.integer(bytes.length + 1);
		const extra = Uint8Array.from({ length: random.integer(40) }, () => random.integer(256));
		return concat(bytes.subarray(0, at), extra, bytes.subarray(at));
	},
	function repeat(bytes, random) {
		const from = random.integer(bytes.length + 1);
		const piece = bytes.subarray(from, from + random.integer(200));
		return concat(bytes.subarray(0, from), ...new Array(random.integer(20)).fill(piece), bytes.subarray(from));
	},
	function fill(bytes, random) {
		const out = bytes.slice();
		const from = random.integer(out.length + 1);
		return out.fill(pick(random, [0, 0xff, 0x7f, 0x80]), from, from + random.integer(100));
	},
];

/** The chunks of a RIFF or IFF file as far as they can be followed: offset and whole length of each. */
function chunksOf(bytes) {
	const little = bytes[3] !== 0x4d && bytes[3] !== 0x58;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const chunks = [];
	for (let at = 12; at + 8 <= bytes.length; ) {
		const size = view.getUint32(at + 4, little);
		const length = Math.min(bytes.length - at, 8 + size + (size % 2));
		chunks.push({ at, length, little });
		at += length;
	}
	return chunks;
}

/** Ways to damage a file of chunks. */
export const chunkMutations = [
	function moveChunk(bytes, random) {
		const chunks = chunksOf(bytes);
		if (chunks.length < 2) return bytes;
		const order = random.shuffle([...chunks]);
		return concat(bytes.subarray(0, 12), ...order.map(({ at, length }) => bytes.subarray(at, at + length)));
	},
	function dropChunk(bytes, random) {
		const chunks = chunksOf(bytes);
		if (chunks.length === 0) return bytes;
		const { at, length } = pick(random, chunks);
		return concat(bytes.subarray(0, at), bytes.subarray(at + length));
	},
	function repeatChunk(bytes, random) {
		const chunks = chunksOf(bytes);
		if (chunks.length === 0) return bytes;
		const { at, length } = pick(random, chunks);
		const copies = pick(random, [1, 2, 10, 300]);
		const piece = bytes.subarray(at, at + Math.min(length, 100));
		return concat(bytes.subarray(0, at), ...new Array(copies).fill(piece), bytes.subarray(at));
	},
	function lieAboutLength(bytes, random) {
		const chunks = chunksOf(bytes);
		if (chunks.length === 0) return bytes;
		const out = bytes.slice();
		const { at, length, little } = pick(random, chunks);
		const value = pick(random, [0, 1, length - 9, length - 7, length * 2, ...interesting, ...huge]);
		new DataView(out.buffer).setUint32(at + 4, value, little);
		return out;
	},
	function renameChunk(bytes, random) {
		const chunks = chunksOf(bytes);
		if (chunks.length === 0) return bytes;
		if (bytes.length < 20) return bytes;
		const out = bytes.slice();
		const names = ['fmt ', 'data', 'fact', 'ds64', 'LIST', 'COMM', 'SSND', 'FVER', 'junk', '\0\0\0\0', '__pr'];
		out.set(new TextEncoder().encode(pick(random, names)), pick(random, chunks).at);
		return out;
	},
	function changeField(bytes, random) {
		const chunks = chunksOf(bytes);
		if (chunks.length === 0) return bytes;
		const out = bytes.slice();
		const { at, length, little } = pick(random, chunks.slice(0, 3));
		const view = new DataView(out.buffer);
		const offset = at + 8 + 2 * random.integer(Math.max(1, Math.min(20, (length - 8) / 2)));
		if (offset + 4 > out.length) return bytes;
		if (random.next() < 0.6) view.setUint16(offset, pick(random, interesting), little);
		else view.setUint32(offset, pick(random, [...interesting, ...huge]), little);
		return out;
	},
	function otherContainer(bytes, random) {
		if (bytes.length < 4) return bytes;
		const out = bytes.slice();
		out.set(
			new TextEncoder().encode(pick(random, ['RIFF', 'RIFX', 'RF64', 'BW64', 'FORM', 'OggS', 'fLaC', 'ID3\x04'])),
			0,
		);
		return out;
	},
];

/** Damages a copy of one of the seeds in one to four ways; now and then joins two of them. */
export function damage(seeds, random, mutations) {
	let bytes = pick(random, seeds);
	if (random.next() < 0.05) {
		const other = pick(random, seeds);
		bytes = concat(
			bytes.subarray(0, random.integer(bytes.length + 1)),
			other.subarray(random.integer(other.length + 1)),
		);
	}
	for (let k = 1 + random.integer(4); k > 0; k--) bytes = pick(random, mutations)(bytes, random);
	return bytes;
}
