import { SerError } from '@ser/core';

/**
 * A function from a relative path to a speaker by a regular expression: the group named `speaker`, else the first
 * group, else the whole match. The pattern runs on the relative path with `/`.
 *
 * @throws {SerError} PARAMETER when a text is no regular expression
 */
export function speakerMatcher(pattern: RegExp | string): (path: string) => string | undefined {
	let expression: RegExp;
	try {
		expression = new RegExp(pattern, typeof pattern === 'string' ? '' : pattern.flags.replace(/[gy]/g, ''));
	} catch (cause) {
		throw new SerError('PARAMETER', `speakerPattern must be a regular expression, got ${String(pattern)}`, { cause });
	}
	return (path) => {
		const found = expression.exec(path);
		if (!found) return undefined;
		return (found.groups?.speaker ?? found[1] ?? found[0]) || undefined;
	};
}
