import { fileError } from '../file-error.js';

/** Lowest and highest sample rate (Hz) that a file may claim. */
const lowest = 100;
const highest = 1_536_000;

/** @throws {SerError} FILE when a header claims a rate at which nobody records sound */
export function checkSampleRate(sampleRate: number, name: string): void {
	if (sampleRate >= lowest && sampleRate <= highest) return;
	throw fileError(name, `its header claims a sample rate of ${sampleRate} Hz, must be ${lowest}…${highest}`);
}
