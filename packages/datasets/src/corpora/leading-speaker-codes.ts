import { commonLabel } from '../labels/common-label.js';
import { pathParts } from './path-parts.js';

const leadingCode = /^([A-Za-z]{1,5}\d{1,4}|\d{1,4}[A-Za-z]{0,3}|[A-Za-z]{2,5})[_\-. ]/;

/**
 * The speakers that file names start with, as in `SM1_F10_A010.wav` → `SM1`, or undefined when they do not look like it.
 *
 * They do when all names start with a short code and a separator, there are two codes or more, each stands on two files
 * on average, and no code is a word for an emotion.
 */
export function leadingSpeakerCodes(paths: readonly string[]): string[] | undefined {
	const codes: string[] = [];
	for (const path of paths) {
		const code = leadingCode.exec(pathParts(path).stem)?.[1];
		if (!code || commonLabel(code)) return undefined;
		codes.push(code);
	}
	const distinct = new Set(codes).size;
	return distinct >= 2 && distinct * 2 <= codes.length ? codes : undefined;
}
