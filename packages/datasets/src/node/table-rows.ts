import { createReadStream } from 'node:fs';
import { oneLine, SerError } from '@ser/core';
import { CsvError, parse } from 'csv-parse';

/** Which character separates the columns: the one that the first line holds most of. */
export function sniffDelimiter(line: string): string {
	const count = (mark: string) => line.split(mark).length - 1;
	return ['\t', ';', ',', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}

/**
 * The rows of a CSV or TSV file one by one, the header first; never more than a piece of the file in memory.
 * Understands a byte order mark, quotes, CRLF and rows of uneven length.
 *
 * @throws {SerError} FORMAT for binary or UTF-16 content, an unclosed quote or a row above 1 MB, naming the line
 */
export async function* tableRows(file: string): AsyncGenerator<string[]> {
	const head = await firstLine(file);
	const parser = parse({
		bom: true,
		delimiter: sniffDelimiter(head),
		relax_column_count: true,
		skip_empty_lines: true,
		max_record_size: 1 << 20,
		trim: true,
	});
	const stream = createReadStream(file);
	stream.on('error', (error) => parser.destroy(error));
	stream.pipe(parser);
	try {
		for await (const row of parser) yield row as string[];
	} catch (cause) {
		if (cause instanceof CsvError) {
			throw new SerError('FORMAT', `${file}: not a readable table: ${oneLine(cause.message)}`, { cause });
		}
		throw cause;
	} finally {
		stream.destroy();
		parser.destroy();
	}
}

async function firstLine(file: string): Promise<string> {
	const stream = createReadStream(file, { end: 65535 });
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of stream) chunks.push(chunk as Buffer);
	} catch (cause) {
		throw new SerError('FILE', `${file}: cannot be read: ${(cause as Error).message}`, { cause });
	}
	const bytes = Buffer.concat(chunks);
	if (bytes.includes(0))
		throw new SerError('FORMAT', `${file}: not a text table (it holds zero bytes; save it as UTF-8)`);
	const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
	return text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '') ?? '';
}

/** All rows of a table as prototype-free objects by column name. */
export async function tableObjects(file: string): Promise<Record<string, string>[]> {
	const rows: Record<string, string>[] = [];
	let header: string[] | undefined;
	for await (const row of tableRows(file)) {
		if (!header) {
			header = row;
			continue;
		}
		const object: Record<string, string> = Object.create(null);
		header.forEach((name, i) => {
			object[name] = row[i] ?? '';
		});
		rows.push(object);
	}
	return rows;
}
