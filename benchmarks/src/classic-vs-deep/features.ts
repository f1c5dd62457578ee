import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAudio } from '@ser/audio/node';
import type { Matrix } from '@ser/core';
import type { Clip } from '@ser/datasets';
import { type FeatureSetName, featureSet } from '@ser/dsp';

const clipsPerFile = 60;

/** Features of every clip, one matrix each; kept in `folder`, so that only the first run computes them. */
export async function corpusFeatures(clips: readonly Clip[], name: FeatureSetName, folder: string): Promise<Matrix[]> {
	const set = featureSet(name);
	const features: Matrix[] = [];
	await mkdir(folder, { recursive: true });
	for (let first = 0; first < clips.length; first += clipsPerFile) {
		const path = join(folder, `${set.version.replace('/', '-')}-${clips.length}-${first}.bin`);
		if (!existsSync(path)) {
			const part: Matrix[] = [];
			for (const clip of clips.slice(first, first + clipsPerFile)) {
				const { samples } = await readAudio(clip.path, { sampleRate: set.sampleRate });
				part.push(set.extract(samples));
			}
			await writeFile(`${path}.part`, pack(part));
			await rename(`${path}.part`, path);
			console.error(`${name}: ${Math.min(clips.length, first + clipsPerFile)} of ${clips.length} clips`);
		}
		features.push(...unpack(await readFile(path)));
	}
	return features;
}

/** Number of matrices, then rows and columns of each, then their values. */
function pack(matrices: Matrix[]): Buffer {
	const head = Int32Array.from([matrices.length, ...matrices.flatMap(({ rows, cols }) => [rows, cols])]);
	return Buffer.concat(
		[head, ...matrices.map(({ data }) => data)].map(
			(part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength),
		),
	);
}

function unpack(bytes: Buffer): Matrix[] {
	const buffer = new Uint8Array(bytes).buffer;
	const [count] = new Int32Array(buffer, 0, 1) as unknown as [number];
	const shapes = new Int32Array(buffer, 4, 2 * count);
	let at = 4 + 8 * count;
	return Array.from({ length: count }, (_, i) => {
		const [rows, cols] = [shapes[2 * i]!, shapes[2 * i + 1]!];
		const data = new Float32Array(buffer, at, rows * cols);
		at += data.byteLength;
		return { data, rows, cols };
	});
}
