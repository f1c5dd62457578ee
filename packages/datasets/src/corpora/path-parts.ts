/** `Actor_01/03-01-01-01-01-01-01.wav` → its folders, its file name, and the name without ending. */
export interface PathParts {
	folders: string[];
	base: string;
	stem: string;
}

/** Splits a relative path with `/` (or `\`). */
export function pathParts(path: string): PathParts {
	const folders = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
	const base = folders.pop() ?? '';
	const dot = base.lastIndexOf('.');
	return { folders, base, stem: dot > 0 ? base.slice(0, dot) : base };
}
