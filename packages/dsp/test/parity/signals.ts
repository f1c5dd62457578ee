const made = new Map<string, Float32Array>();

/** The signals of fixtures/make_parity.py, by the same formulas; a copy each time. */
export function makeSignal(kind: string, sampleRate: number, count: number, seed = 1): Float32Array {
	const key = [kind, sampleRate, count, seed].join('/');
	const signal = made.get(key) ?? compute(kind, sampleRate, count, seed);
	made.set(key, signal);
	return signal.slice();
}

function compute(kind: string, sampleRate: number, count: number, seed: number): Float32Array {
	const y = new Float32Array(count);
	if (kind === 'impulse') y[Math.floor(count / 3)] = 1;
	if (kind === 'silence' || kind === 'impulse') return y;
	const next = linearCongruential(seed);
	for (let i = 0; i < count; i++) {
		const t = i / sampleRate;
		if (kind === 'noise') y[i] = 0.5 * next();
		if (kind === 'sine') y[i] = 0.5 * Math.sin(2 * Math.PI * 440 * t) + 0.001 * next();
		if (kind === 'voice') y[i] = voice(t) + 0.01 * next();
	}
	return y;
}

/** A gliding harmonic tone, on for 0.35 s and off for 0.15 s. */
function voice(t: number): number {
	if (t % 0.5 >= 0.35) return 0;
	const phase = 2 * Math.PI * (140 * t + 15 * Math.sin(2 * Math.PI * 0.7 * t));
	let sum = 0;
	for (let h = 1; h < 16; h++) sum += Math.cos(h * phase + h * h) / (h + 1);
	return 0.2 * sum;
}

/** Numerical Recipes' generator, −0.5 … 0.5. */
function linearCongruential(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(1664525, state) + 1013904223) >>> 0;
		return state / 4294967296 - 0.5;
	};
}
