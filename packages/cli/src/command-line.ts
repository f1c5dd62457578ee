/** The command that was typed, as one could type it again. */
export const commandLine = (): string => ['ser', ...process.argv.slice(2).map(quote)].join(' ');

/** A word for a shell. */
export const quote = (word: string): string =>
	/^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
