import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { SerError } from '@ser/core';
import type { Clip } from '@ser/datasets';
import { featureSet } from '@ser/dsp';
import { stringify } from 'csv-stringify/sync';
import type { BasicType } from 'hyparquet-writer';
import { extractClips } from './extract-clips.js';
import type { ExtractTablesOptions } from './extract-tables.js';
import { type OpenCorporaOptions, openCorpora } from './open-corpora.js';
import { relativeTo } from './relative-to.js';
import { reasonOf } from './write-file-atomic.js';

export type ExtractTo = 'csv' | 'parquet';

export interface ExtractToFileOptions extends OpenCorporaOptions, ExtractTablesOptions {
	/** a feature set of `@ser/dsp` */
	features: string;
	/** a cleaning chain of `@ser/dsp`, default `none` */
	clean?: string;
	/** default: by the file's ending */
	format?: ExtractTo;
}

/** Columns in front of the features; frame sets have `frame` too. */
const LABEL_COLUMNS = ['file', 'emotion', 'speaker', 'sex', 'language', 'corpus'] as const;
/** Rows of a Parquet row group: what is held in memory at once. */
const ROW_GROUP = 500;

/**
 * Writes the features of a corpus as a table, a row a clip (a row a frame for frame sets). Memory does not grow with
 * the corpus; the file appears whole or not at all.
 *
 * @throws {SerError} PARAMETER for an unknown ending, FILE when a recording cannot be read or the table not be written
 */
export async function extractToFile(
	dirs: readonly string[],
	out: string,
	{ features, clean = 'none', format, skipBad, onProgress, ...options }: ExtractToFileOptions,
): Promise<{ rows: number; columns: number; refused: { path: string; reason: string }[] }> {
	const kind = format ?? extname(out).slice(1).toLowerCase();
	if (kind !== 'csv' && kind !== 'parquet') {
		throw new SerError('PARAMETER', `--out must end in .csv or .parquet (or give --format), got ${out}`);
	}
	const set = featureSet(features as Parameters<typeof featureSet>[0]);
	const { corpus, sources } = await openCorpora(dirs, options);
	const labels = set.kind === 'frames' ? [...LABEL_COLUMNS, 'frame'] : LABEL_COLUMNS;
	const draft = `${out}.${process.pid}.draft`;
	const refused: { path: string; reason: string }[] = [];
	let rows = 0;
	try {
		await mkdir(dirname(out), { recursive: true });
		const table =
			kind === 'csv' ? await openCsv(draft, [...labels, ...set.names]) : await openParquet(draft, labels, set.names);
		const tasks = corpus.clips.map(({ path }) => ({ path, specs: [{ features, clean }] }));
		for await (const one of extractClips(tasks, options)) {
			if ('error' in one) {
				if (!skipBad) throw one.error;
				refused.push({ path: one.path, reason: one.error.message });
			} else {
				const clip = corpus.clips[one.index]!;
				const front = labelsOf(clip, relativeTo(sources, clip.path));
				const { data, cols, rows: count } = one.features[0]!;
				for (let r = 0; r < count; r++) {
					const first = set.kind === 'frames' ? [...front, r] : front;
					await table.row(first, data.subarray(r * cols, (r + 1) * cols));
				}
				rows += count;
			}
			onProgress?.({
				stage: 'features',
				share: (one.index + 1) / tasks.length,
				detail: `${one.index + 1}/${tasks.length} clips`,
			});
		}
		await table.close();
		await rename(draft, out);
	} catch (cause) {
		await rm(draft, { force: true }).catch(() => undefined);
		if (cause instanceof SerError || options.signal?.aborted) throw cause;
		throw new SerError('FILE', `cannot write ${out}: ${reasonOf(cause)}`, { cause });
	}
	return { rows, columns: set.names.length, refused };
}

const labelsOf = (clip: Clip, path: string) =>
	LABEL_COLUMNS.map((name) => (name === 'file' ? path : (clip[name] ?? '')));

interface TableWriter {
	row(labels: readonly (string | number)[], values: Float32Array): Promise<void>;
	close(): Promise<void>;
}

async function openCsv(path: string, header: readonly string[]): Promise<TableWriter> {
	const stream = createWriteStream(path);
	await once(stream, 'open');
	stream.write(stringify([header]));
	return {
		async row(labels, values) {
			// The shortest decimal that reads back as the same Float32 would need a search; nine digits always do.
			const numbers = Array.from(values, (value) => Number(value.toPrecision(9)));
			if (!stream.write(stringify([[...labels, ...numbers]]))) await once(stream, 'drain');
		},
		async close() {
			stream.end();
			await once(stream, 'finish');
		},
	};
}

async function openParquet(path: string, labels: readonly string[], names: readonly string[]): Promise<TableWriter> {
	const { fileWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
	const rows: { labels: readonly (string | number)[]; values: Float32Array }[] = [];
	const typeOf = (name: string): BasicType => (name === 'frame' ? 'INT32' : 'STRING');
	const columns = () => [
		...labels.map((name, c) => ({
			name,
			type: typeOf(name),
			data: rows.map((row) => row.labels[c]!),
			nullable: false,
		})),
		...names.map((name, c) => ({
			name,
			type: 'FLOAT' as const,
			data: Float32Array.from(rows, (row) => row.values[c]!),
			nullable: false,
		})),
	];
	const writer = new ParquetWriter({
		writer: fileWriter(path),
		schema: schemaFromColumnData({ columnData: columns() }),
		createdBy: '@ser/pipeline',
	});
	const flush = async () => {
		if (rows.length > 0) await writer.write({ columnData: columns(), rowGroupSize: ROW_GROUP });
		rows.length = 0;
	};
	return {
		async row(front, values) {
			rows.push({ labels: front, values: values.slice() });
			if (rows.length >= ROW_GROUP) await flush();
		},
		async close() {
			await flush();
			await writer.finish();
		},
	};
}
