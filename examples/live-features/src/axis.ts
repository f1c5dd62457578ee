/** A mark on the left edge of a plot. */
export interface Mark {
	/** height, 0 … 1 from the bottom */
	at: number;
	label: string;
}

/** Puts marks into the element that lies over a plot. */
export function showAxis(id: string, marks: readonly Mark[]): void {
	const spans = marks.map(({ at, label }) => {
		const span = document.createElement('span');
		span.style.bottom = `${100 * at}%`;
		span.textContent = label;
		return span;
	});
	document.getElementById(id)!.replaceChildren(...spans);
}
