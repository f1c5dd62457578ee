/**
 * Rows as text with aligned columns; numbers to the right.
 *
 * @param rows the first one is the header
 */
export function textTable(rows: readonly (readonly (string | number)[])[]): string {
	const cells = rows.map((row) => row.map(String));
	const widths = cells[0]!.map((_, c) => Math.max(...cells.map((row) => displayWidth(row[c] ?? ''))));
	const right = cells[0]!.map((_, c) =>
		cells.slice(1).every((row) => /^[-−+]?[\d.,]+( ?%| s| ms)?$|^$|^—$/.test(row[c] ?? '')),
	);
	const lines = cells.map((row) =>
		row
			.map((cell, c) => {
				const gap = ' '.repeat(Math.max(0, widths[c]! - displayWidth(cell)));
				return right[c] ? gap + cell : cell + gap;
			})
			.join('  ')
			.trimEnd(),
	);
	return [lines[0], widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}

const displayWidth = (text: string) => [...text].length;
