/**
 * What a file or another program says, fit to be quoted in a message: on one line, without control characters (a name from a
 * file must not steer the terminal), of bearable length.
 *
 * @param most characters to keep, default 300
 */
export function oneLine(text: string, most = 300): string {
	const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ');
	return line.length > most ? `${line.slice(0, most)}…` : line;
}
