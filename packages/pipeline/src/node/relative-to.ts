import { relative, resolve } from 'node:path';

/** The path inside its corpus folder; with several folders the folder's number stands in front. */
export function relativeTo(sources: readonly { dir: string }[], path: string): string {
	for (const [index, { dir }] of sources.entries()) {
		const inside = relative(resolve(dir), path).split('\\').join('/');
		if (!inside.startsWith('..')) return sources.length > 1 ? `${index + 1}/${inside}` : inside;
	}
	return path;
}
