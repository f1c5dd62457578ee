const mostKept = 1 << 20;

/** Memory that is used again: a function that gives the first `length` values of one growing array. */
export function createWorkspace(): (length: number) => Float32Array {
	let kept = new Float32Array(0);
	return (length) => {
		if (length > mostKept) return new Float32Array(length);
		if (length > kept.length) kept = new Float32Array(Math.min(mostKept, length + (length >> 1)));
		return kept.subarray(0, length);
	};
}
