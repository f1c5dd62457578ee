/**
 * Runs a synchronous call with the console's warnings and errors held back: the decoders print every damaged frame
 * there besides reporting it. Nothing else can run meanwhile, so no other program's message is lost.
 *
 * @returns what the call returns
 */
export function quietly<T>(call: () => T): T {
	const { error, warn } = console;
	console.error = console.warn = () => {};
	try {
		return call();
	} finally {
		console.error = error;
		console.warn = warn;
	}
}
