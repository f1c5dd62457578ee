type Listener = (...args: unknown[]) => void;

interface ProcessLike {
	listeners(event: string): Listener[];
	removeListener(event: string, listener: Listener): void;
}

/**
 * Starts the backend and takes off the listeners that its Emscripten code adds to Node's process: they rethrow every
 * uncaught error and rejection of the host program, which changes its messages and exit codes.
 */
export async function withoutEmscriptenListeners<T>(start: () => Promise<T>): Promise<T> {
	const { process } = globalThis as { process?: Partial<ProcessLike> };
	if (typeof process?.listeners !== 'function' || typeof process.removeListener !== 'function') return start();
	const node = process as ProcessLike;
	const events = ['uncaughtException', 'unhandledRejection'];
	const before = events.map((event) => node.listeners(event));
	const result = await start();
	events.forEach((event, i) => {
		for (const listener of node.listeners(event)) {
			if (!before[i]!.includes(listener) && /throw (ex|reason)\b/.test(String(listener)))
				node.removeListener(event, listener);
		}
	});
	return result;
}
