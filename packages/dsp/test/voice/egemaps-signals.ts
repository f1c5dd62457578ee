const sampleRate = 16000;

/** A linear congruential generator, the same as in ../fixtures/egemaps.py. */
function noise(length: number, seed: number): Float64Array {
	let state = seed;
	return Float64Array.from({ length }, () => {
		state = (Math.imul(1664525, state) + 1013904223) >>> 0;
		return state / 4294967296 - 0.5;
	});
}

interface Voice {
	seconds: number;
	f0: number;
	glide: number;
	syllables: number;
	breath: number;
	seed: number;
}

function voice({ seconds, f0, glide, syllables, breath, seed }: Voice): Float64Array {
	const breathing = noise(Math.round(seconds * sampleRate), seed);
	return breathing.map((value, i) => {
		const t = i / sampleRate;
		const swing = (glide * (1 - Math.cos(2 * Math.PI * 0.8 * t))) / (2 * Math.PI * 0.8);
		const phase = 2 * Math.PI * f0 * (t + swing);
		let sum = 0;
		for (let h = 1; h <= Math.floor(7000 / (f0 * (1 + glide))); h++) {
			const hz = h * f0;
			const low = 1 / (1 + ((hz - 600) / 250) ** 2);
			const high = 0.4 / (1 + ((hz - 1700) / 350) ** 2);
			sum += ((low + high + 0.05) / Math.sqrt(h)) * Math.cos(h * phase);
		}
		const envelope = syllables ? Math.sqrt(Math.max(0, Math.sin(Math.PI * syllables * t))) : 1;
		return sum * envelope * 0.1 + breath * value;
	});
}

function hoarse(seconds: number, f0: number, seed: number): Float64Array {
	return noise(Math.round(seconds * sampleRate), seed).map((value, i) => {
		const t = i / sampleRate;
		const phase = 2 * Math.PI * f0 * t + 0.2 * Math.sin(2 * Math.PI * 37 * t) + 2 * Math.sin(2 * Math.PI * 1.3 * t);
		let sum = 0;
		for (let h = 1; h < 21; h++) sum += Math.cos(h * phase) / h;
		return 0.1 * sum * (1 + 0.2 * Math.sin(2 * Math.PI * 53 * t)) + ((0.7 * t) / seconds) * value;
	});
}

/** The signals of ../fixtures/egemaps.py, cut to 16 bits as openSMILE cuts them. */
export const signals: Readonly<Record<string, Float32Array>> = Object.fromEntries(
	Object.entries({
		steady: voice({ seconds: 1.5, f0: 120, glide: 0, syllables: 0, breath: 0.002, seed: 1 }),
		gliding: voice({ seconds: 2, f0: 200, glide: 0.15, syllables: 0, breath: 0.004, seed: 2 }),
		syllables: voice({ seconds: 2.5, f0: 150, glide: 0.1, syllables: 2, breath: 0.004, seed: 3 }),
		noise: noise(24000, 4).map((value) => 0.2 * value),
		tone: noise(24000, 5).map((value, i) => 0.4 * Math.sin((2 * Math.PI * 440 * i) / sampleRate) + 0.001 * value),
		hoarse: hoarse(3, 130, 6),
	}).map(([name, samples]) => [name, Float32Array.from(samples, (value) => Math.trunc(value * 32768) / 32768)]),
);
