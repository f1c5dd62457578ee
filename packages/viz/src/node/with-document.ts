import { parseHTML } from 'linkedom';

/** An empty document to make SVG elements in. */
export function createDocument(): Document {
	return parseHTML('<!doctype html><html><body></body></html>').document as unknown as Document;
}

/** The same plot or page function, with linkedom's document unless the caller brings one. */
export function withDocument<Arguments extends unknown[], Result>(
	draw: (...args: Arguments) => Result,
	optionsAt: number,
): (...args: Arguments) => Result {
	return (...args) => {
		const filled = [...args] as unknown[];
		filled[optionsAt] = { document: createDocument(), ...(filled[optionsAt] as object | undefined) };
		return draw(...(filled as Arguments));
	};
}
