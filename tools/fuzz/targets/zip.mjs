import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzip } from '../../../packages/datasets/dist/node.js';
import { buildZip } from '../build-zip.mjs';
import { byteMutations } from '../mutate-bytes.mjs';

const pick = (random, list) => list[random.integer(list.length)];
const plain = ['a.wav', 'Actor_01/b.wav', 'Actor_01/c.wav', 'deep/er/d.txt', 'ü/é.wav'];
const bad = [
	...[
		'../out.wav',
		'../../out.wav',
		'x/../../out.wav',
		'/tmp/ser-fuzz-out',
		'C:\\out',
		'..\\out.wav',
		'a\0b',
		'',
		'.',
		'..',
		'./a.wav',
		'A.WAV',
	],
	...[
		'a.wav/b.wav',
		'link/out.wav',
		'link',
		'n'.repeat(300),
		'd/'.repeat(200),
		'\u202egnp.exe',
		'con',
		'__proto__',
		' ',
		'a\nb\u001b[2J.wav',
	],
];

/** An archive with sound names and, now and then, names, modes, sizes and offsets that are not. */
function makeArchive(random) {
	const odd = random.next() < 0.7;
	const names = random.shuffle([...plain]);
	const files = Array.from({ length: 1 + random.integer(5) }, (_, i) => {
		const data = new Uint8Array(random.integer(2000)).fill(random.integer(256));
		const file = { name: names[i], data, deflate: random.next() < 0.5 };
		if (!odd) return file;
		if (random.next() < 0.4) file.name = pick(random, bad);
		if (random.next() < 0.15) file.mode = pick(random, [0o120777, 0o020666, 0o010644, 0o040755, 0, 0o104755]);
		if (random.next() < 0.1) file.flags = pick(random, [0, 1, 8, 0x801, 0xffff]);
		if (random.next() < 0.1) file.claimed = pick(random, [0, 1, data.length * 2, 0x7fffffff, 0xffffffff]);
		if (random.next() < 0.1) file.packed = pick(random, [0, 1, 0x7fffffff, 0xffffffff]);
		if (random.next() < 0.1) file.crc = random.integer(2 ** 31);
		if (random.next() < 0.1) file.offset = pick(random, [0, 1, 100, 0x7fffffff, 0xffffffff]);
		return file;
	});
	let bytes = buildZip(files);
	for (let k = Math.max(0, random.integer(4) - 1); k > 0; k--) bytes = pick(random, byteMutations)(bytes, random);
	return bytes;
}

async function zip() {
	const sandbox = mkdtempSync(join(tmpdir(), 'ser-fuzz-zip-'));
	const inner = join(sandbox, 'outer', 'inner');
	const archive = join(sandbox, 'archive.zip');
	return {
		codes: ['FORMAT', 'FILE'],
		make: makeArchive,
		sizeOf: (bytes) => bytes.length,
		show: (bytes) => Buffer.from(bytes).toString('base64'),
		async read(bytes) {
			mkdirSync(inner, { recursive: true });
			symlinkSync(sandbox, join(inner, 'link'));
			writeFileSync(archive, bytes);
			const sizes = async () => {
				const names = await unzip(archive, inner);
				return names.reduce((sum, name) => sum + statSync(join(inner, name)).size, 0);
			};
			const [result] = await Promise.allSettled([sizes()]);
			const outside = [...readdirSync(sandbox), ...readdirSync(join(sandbox, 'outer'))].sort().join();
			const parts = readdirSync(inner, { recursive: true }).filter((name) => String(name).endsWith('.part'));
			rmSync(join(sandbox, 'outer'), { recursive: true });
			if (outside !== 'archive.zip,inner,outer') throw Error(`wrote outside its folder: ${outside}`);
			if (parts.length > 0) throw Error(`left ${parts.join()} behind`);
			if (result.status === 'rejected') throw result.reason;
			return result.value;
		},
		end: () => rmSync(sandbox, { recursive: true }),
	};
}

export const zipTargets = { zip };
