/**
 * What went wrong, for programs. The message is for people: it names the parameter or file, the rule and the value.
 *
 * - `PARAMETER` an option is out of its range
 * - `INPUT` data of the wrong shape or kind, empty, or not finite
 * - `FILE` a file cannot be read, or is not what it claims to be
 * - `FORMAT` a stored model, run or manifest is damaged or of another version
 * - `NOT_FITTED` a model was used before `fit`
 * - `LEAKAGE` a split would let the same speaker or recording stand on both sides
 * - `DATASET` a corpus cannot be used as asked (one class, one speaker, no audio)
 * - `UNSUPPORTED` this platform or backend cannot do it
 * - `NETWORK` a download failed
 * - `ABORTED` the caller aborted
 */
export type SerErrorCode =
	| 'PARAMETER'
	| 'INPUT'
	| 'FILE'
	| 'FORMAT'
	| 'NOT_FITTED'
	| 'LEAKAGE'
	| 'DATASET'
	| 'UNSUPPORTED'
	| 'NETWORK'
	| 'ABORTED';

/** Every error that a user can cause is one of these. */
export class SerError extends Error {
	override readonly name = 'SerError';
	readonly code: SerErrorCode;

	constructor(code: SerErrorCode, message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.code = code;
	}
}
