/**
 * Decodes every recording of the corpora and says what came of it: `node tools/scripts/decode-corpora.mjs [DIR…]`.
 * Without folders: SER_CORPORA, or ../shared/corpora. With two folders that hold the same recordings as WAV and FLAC, their
 * samples are compared bit by bit. Needs a built @ser/audio (`npm run build`).
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAudio } from '../../packages/audio/dist/node.js';

const shared = fileURLToPath(new URL('../../../shared/corpora', import.meta.url));
const given = process.argv.slice(2);
const [first, second] = given.length > 0 ? given : [process.env.SER_CORPORA ?? shared];
if (!existsSync(first)) {
	console.error(`${first}: no such folder; name one, or set SER_CORPORA`);
	process.exit(1);
}

const files = readdirSync(first, { recursive: true, encoding: 'utf8' })
	.filter((file) => /\.(wav|flac|aiff?|mp3|ogg)$/i.test(file))
	.sort();
const counts = { decoded: 0, refused: 0, noted: 0, compared: 0, different: 0 };
const formats = {};
let seconds = 0;
const start = process.cpuUsage();
for (const file of files) {
	try {
		const decoded = await readAudio(join(first, file));
		counts.decoded += 1;
		seconds += decoded.samples.length / decoded.sampleRate;
		const kind = `${decoded.info.format}, ${decoded.sampleRate} Hz, ${decoded.info.channels} ch`;
		formats[kind] = (formats[kind] ?? 0) + 1;
		for (const note of decoded.info.notes) console.log(`${file}: ${note}`);
		if (decoded.info.notes.length > 0) counts.noted += 1;
		if (second) compare(file, decoded, await readAudio(otherForm(file)));
	} catch (error) {
		counts.refused += 1;
		console.log(error.message);
	}
}
const { user, system } = process.cpuUsage(start);
console.log(`${files.length} files: ${counts.decoded} decoded, ${counts.refused} refused, ${counts.noted} with notes`);
console.log(`${seconds.toFixed(0)} s of sound in ${((user + system) / 1e6).toFixed(1)} s of CPU`);
console.table(formats);
if (second) console.log(`${counts.compared} compared with ${second}: ${counts.different} differ`);
process.exit(counts.refused + counts.different > 0 ? 1 : 0);

/** The same recording in the second folder, under either ending. */
function otherForm(file) {
	const names = [file, file.replace(/\.flac$/i, '.wav'), file.replace(/\.wav$/i, '.flac')];
	return join(second, names.find((name) => existsSync(join(second, name))) ?? file);
}

function compare(file, a, b) {
	counts.compared += 1;
	const equal = a.sampleRate === b.sampleRate && Buffer.from(a.samples.buffer).equals(Buffer.from(b.samples.buffer));
	if (equal) return;
	counts.different += 1;
	console.log(`${file}: differs from its other form`);
}
