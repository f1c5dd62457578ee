import { SerError } from '@ser/core';

/** The error of a file that cannot be read: its name, then what was found there. */
export function fileError(name: string, reason: string, cause?: unknown): SerError {
	return new SerError('FILE', `${name}: ${reason}`, cause === undefined ? undefined : { cause });
}
