/** @returns a function that lets timers, messages and the page have their turn, at most every 50 ms */
export function createBreather(): () => Promise<void> {
	let last = performance.now();
	return async () => {
		if (performance.now() - last < 50) return;
		await new Promise((resolve) => setTimeout(resolve, 0));
		last = performance.now();
	};
}
