import type { SerError, SerErrorCode } from '@ser/core';

/** How `ser` ends. Also in `ser --help` and the README. */
export const exitCodes = {
	ok: 0,
	/** a bug */
	unexpected: 1,
	/** a wrong option or argument */
	usage: 2,
	/** a recording, corpus, run or model cannot be used */
	data: 3,
	/** refused: test recordings or speakers in training */
	leakage: 4,
	/** a download failed */
	network: 5,
	/** stopped by Ctrl-C or SIGTERM */
	interrupted: 130,
} as const;

const byCode: Record<SerErrorCode, number> = {
	PARAMETER: exitCodes.usage,
	INPUT: exitCodes.data,
	FILE: exitCodes.data,
	FORMAT: exitCodes.data,
	DATASET: exitCodes.data,
	NOT_FITTED: exitCodes.data,
	UNSUPPORTED: exitCodes.data,
	LEAKAGE: exitCodes.leakage,
	NETWORK: exitCodes.network,
	ABORTED: exitCodes.interrupted,
};

export const exitCodeOf = (error: SerError): number => byCode[error.code];
