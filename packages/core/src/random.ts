/** Seeded random numbers. The same seed gives the same sequence on every machine. */
export interface Random {
	/** uniform in [0, 1), 32 bits of resolution */
	next(): number;
	/** integer in [0, n) */
	integer(n: number): number;
	/** uniform in [low, high) */
	uniform(low: number, high: number): number;
	/** normal with the given mean and standard deviation (Marsaglia's polar method) */
	normal(mean?: number, sd?: number): number;
	/** Shuffles in place (Fisher-Yates) and returns the same array. */
	shuffle<T extends { [index: number]: unknown; length: number }>(items: T): T;
	/** An independent generator, for a part of the work that must not depend on how much another part drew. */
	fork(label: string | number): Random;
}

/**
 * Creates a seeded random number generator: xoshiro128** (Blackman & Vigna 2018), its state filled by splitmix32.
 *
 * @param seed any string or finite number
 * @example
 * const random = createRandom(1);
 * random.shuffle([1, 2, 3]);
 */
export function createRandom(seed: string | number): Random {
	let state = hash(String(seed));
	const fill = () => {
		state = (state + 0x9e3779b9) | 0;
		let z = state;
		z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
		z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
		return (z ^ (z >>> 15)) >>> 0;
	};
	let a = fill();
	let b = fill();
	let c = fill();
	let d = fill();
	let spare: number | undefined;

	const bits = () => {
		const product = Math.imul(b, 5);
		const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
		const t = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= t;
		d = (d << 11) | (d >>> 21);
		return result;
	};
	const next = () => bits() / 4294967296;

	const random: Random = {
		next,
		integer: (n) => Math.floor(next() * n),
		uniform: (low, high) => low + (high - low) * next(),
		normal(mean = 0, sd = 1) {
			if (spare !== undefined) {
				const value = spare;
				spare = undefined;
				return mean + sd * value;
			}
			let u: number;
			let v: number;
			let s: number;
			do {
				u = 2 * next() - 1;
				v = 2 * next() - 1;
				s = u * u + v * v;
			} while (s >= 1 || s === 0);
			const scale = Math.sqrt((-2 * Math.log(s)) / s);
			spare = v * scale;
			return mean + sd * u * scale;
		},
		shuffle(items) {
			for (let i = items.length - 1; i > 0; i--) {
				const j = Math.floor(next() * (i + 1));
				const held = items[i];
				items[i] = items[j];
				items[j] = held;
			}
			return items;
		},
		fork: (label) => createRandom(`${seed}/${label}`),
	};
	return random;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	return h | 0;
}
