import { SerError } from '@ser/core';

/**
 * Loads a package that is an alternative engine, kept for comparison. Bundlers must not follow the import: both engines
 * ask for modules of Node, and a page that never uses them must not carry them.
 *
 * @param engine the option's value, for the message
 * @param specifier what to import
 * @throws {SerError} UNSUPPORTED where it cannot be loaded (browsers)
 */
export async function loadEngine<T>(engine: string, specifier: string): Promise<T> {
	try {
		return (await import(/* @vite-ignore */ /* webpackIgnore: true */ specifier)) as T;
	} catch (cause) {
		throw new SerError('UNSUPPORTED', `engine '${engine}' runs in Node only; leave it out for the own engine`, {
			cause,
		});
	}
}
