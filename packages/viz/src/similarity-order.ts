/**
 * An order of the classes in which those that are often confused stand side by side: the shortest path through
 * the classes, where confusion in either direction makes them near. Exact up to nine classes, then greedy.
 *
 * @param confusion square, rows truth, columns prediction, counts
 * @returns class indices
 */
export function orderBySimilarity(confusion: readonly (readonly number[])[]): number[] {
	const n = confusion.length;
	const share = confusion.map((row) => {
		const sum = row.reduce((total, count) => total + count, 0);
		return row.map((count) => (sum > 0 ? count / sum : 0));
	});
	const near = (a: number, b: number) => (share[a]?.[b] ?? 0) + (share[b]?.[a] ?? 0);
	return n <= 9 ? bestPath(n, near) : greedyPath(n, near);
}

/** Held-Karp over subsets: the path that visits every class once with the largest sum of nearness. */
function bestPath(n: number, near: (a: number, b: number) => number): number[] {
	if (n === 0) return [];
	const size = 1 << n;
	const best = new Float64Array(size * n).fill(Number.NEGATIVE_INFINITY);
	const from = new Int8Array(size * n).fill(-1);
	for (let i = 0; i < n; i++) best[(1 << i) * n + i] = 0;
	for (let set = 1; set < size; set++) {
		for (let last = 0; last < n; last++) {
			const so = best[set * n + last] as number;
			if (so === Number.NEGATIVE_INFINITY) continue;
			for (let next = 0; next < n; next++) {
				if (set & (1 << next)) continue;
				const place = (set | (1 << next)) * n + next;
				const value = so + near(last, next);
				if (value > (best[place] as number) + 1e-12) {
					best[place] = value;
					from[place] = last;
				}
			}
		}
	}
	let set = size - 1;
	let last = 0;
	for (let i = 1; i < n; i++) if ((best[set * n + i] as number) > (best[set * n + last] as number)) last = i;
	const path: number[] = [];
	while (last >= 0) {
		path.push(last);
		const before = from[set * n + last] as number;
		set &= ~(1 << last);
		last = before;
	}
	return path[0] !== undefined && path[0] > (path.at(-1) as number) ? path.reverse() : path;
}

function greedyPath(n: number, near: (a: number, b: number) => number): number[] {
	const left = new Set(Array.from({ length: n }, (_, i) => i));
	let start = [0, 1];
	for (let a = 0; a < n; a++)
		for (let b = a + 1; b < n; b++) if (near(a, b) > near(start[0] as number, start[1] as number)) start = [a, b];
	for (const i of start) left.delete(i);
	const path = start;
	while (left.size > 0) {
		let choice = { value: Number.NEGATIVE_INFINITY, item: -1, atEnd: true };
		for (const item of left) {
			const head = near(item, path[0] as number);
			const tail = near(path.at(-1) as number, item);
			if (tail > choice.value) choice = { value: tail, item, atEnd: true };
			if (head > choice.value) choice = { value: head, item, atEnd: false };
		}
		if (choice.atEnd) path.push(choice.item);
		else path.unshift(choice.item);
		left.delete(choice.item);
	}
	return path;
}
