/**
 * Viterbi decoding over pitch bins × {voiced, unvoiced} for pYIN: a step moves at most half a triangular window of bins
 * and switches voicing with a small probability.
 *
 * The best predecessor of a bin is a max-plus product with a concave window, so it moves monotonically with the bin
 * (Aggarwal et al. 1987): every 16th bin is searched in full, those between only between their neighbours' answers.
 * Equal to `librosa.sequence.viterbi` on the full matrix up to rounding.
 */
export interface PitchViterbi {
	/** Adds a frame: voiced bins with their probabilities (the rest have 0), and the probability of being voiced. */
	push(bins: Int32Array, probabilities: Float64Array, count: number, voicedProbability: number): void;
	/** The best path so far: states, < nBins voiced, else bin + nBins. */
	decode(): Uint16Array;
}

const tiny = 2.2250738585072014e-308;
const logTiny = /* @__PURE__ */ Math.log(tiny);

/**
 * @param nBins pitch bins, ≥ 2
 * @param width bins of the triangular transition window, ≥ 1
 * @param switchProb probability of changing between voiced and unvoiced
 * @param capacity frames to make room for
 */
export function createPitchViterbi(nBins: number, width: number, switchProb: number, capacity: number): PitchViterbi {
	const { first, kernel, rowLogSums } = createKernel(nBins, width);
	const stay = Math.log(1 - switchProb);
	const change = Math.log(switchProb);
	const voiced = new Float64Array(nBins);
	const unvoiced = new Float64Array(nBins);
	const fromVoiced = new Float64Array(nBins);
	const fromUnvoiced = new Float64Array(nBins);
	const bestVoiced = new Int32Array(nBins);
	const bestUnvoiced = new Int32Array(nBins);
	const observed = new Float64Array(nBins).fill(logTiny);
	let pointers = new Uint16Array(Math.max(1, capacity) * 2 * nBins);
	let frames = 0;

	function start(unvoicedLog: number): void {
		const initial = Math.log(1 / (2 * nBins));
		for (let k = 0; k < nBins; k++) {
			voiced[k] = observed[k]! + initial;
			unvoiced[k] = unvoicedLog + initial;
		}
	}

	function step(unvoicedLog: number): void {
		let top = 0;
		let topScore = -Infinity;
		for (let k = 0; k < nBins; k++) {
			if (voiced[k]! > topScore) {
				topScore = voiced[k]!;
				top = k;
			}
		}
		for (let k = 0; k < nBins; k++) {
			if (unvoiced[k]! > topScore) {
				topScore = unvoiced[k]!;
				top = k + nBins;
			}
		}
		// Any state can be reached from anywhere at the price of log(smallest double), as in librosa.
		const jump = topScore + logTiny;
		for (let k = 0; k < nBins; k++) {
			voiced[k]! -= rowLogSums[k]!;
			unvoiced[k]! -= rowLogSums[k]!;
		}
		maxPlus(voiced, kernel, first, fromVoiced, bestVoiced);
		maxPlus(unvoiced, kernel, first, fromUnvoiced, bestUnvoiced);
		const at = frames * 2 * nBins;
		for (let k = 0; k < nBins; k++) {
			const v = fromVoiced[k]!;
			const u = fromUnvoiced[k]!;
			let score = v + stay;
			let from = bestVoiced[k]!;
			if (u + change > score) {
				score = u + change;
				from = bestUnvoiced[k]! + nBins;
			}
			if (jump > score) {
				score = jump;
				from = top;
			}
			voiced[k] = score + observed[k]!;
			pointers[at + k] = from;
			score = v + change;
			from = bestVoiced[k]!;
			if (u + stay > score) {
				score = u + stay;
				from = bestUnvoiced[k]! + nBins;
			}
			if (jump > score) {
				score = jump;
				from = top;
			}
			unvoiced[k] = score + unvoicedLog;
			pointers[at + nBins + k] = from;
		}
	}

	return {
		push(bins, probabilities, count, voicedProbability) {
			if ((frames + 1) * 2 * nBins > pointers.length) {
				const larger = new Uint16Array(2 * pointers.length);
				larger.set(pointers);
				pointers = larger;
			}
			for (let i = 0; i < count; i++) observed[bins[i]!] = Math.log(probabilities[i]! + tiny);
			const unvoicedLog = Math.log((1 - voicedProbability) / nBins + tiny);
			if (frames === 0) start(unvoicedLog);
			else step(unvoicedLog);
			for (let i = 0; i < count; i++) observed[bins[i]!] = logTiny;
			frames++;
		},
		decode() {
			const states = new Uint16Array(frames);
			if (frames === 0) return states;
			let state = 0;
			let best = -Infinity;
			for (let k = 0; k < 2 * nBins; k++) {
				const score = k < nBins ? voiced[k]! : unvoiced[k - nBins]!;
				if (score > best) {
					best = score;
					state = k;
				}
			}
			for (let t = frames - 1; ; t--) {
				states[t] = state;
				if (t === 0) return states;
				state = pointers[t * 2 * nBins + state]!;
			}
		},
	};
}

/** log of `librosa.sequence.transition_local(nBins, width, window='triangle')`: window, its first offset, and each row's log sum. */
function createKernel(nBins: number, width: number) {
	const size = Math.min(width, nBins);
	const first = Math.floor((nBins - size) / 2) + Math.floor(nBins / 2) + 1 - nBins;
	const weights = new Float64Array(size);
	for (let w = 0; w < size; w++) {
		const rise = Math.min(w, size - 1 - w);
		weights[w] = size % 2 === 1 ? (2 * (rise + 1)) / (size + 1) : (2 * rise + 1) / size;
	}
	const rowLogSums = new Float64Array(nBins);
	for (let i = 0; i < nBins; i++) {
		let sum = 0;
		for (let w = 0; w < size; w++) {
			const j = i + first + w;
			if (j >= 0 && j < nBins) sum += weights[w]!;
		}
		rowLogSums[i] = Math.log(sum);
	}
	return { first, kernel: weights.map((weight) => Math.log(weight)), rowLogSums };
}

/** output[k] = max over j of input[j] + kernel[k − j − first], and the lowest j that attains it. */
function maxPlus(
	input: Float64Array,
	kernel: Float64Array,
	first: number,
	output: Float64Array,
	argument: Int32Array,
): void {
	const n = input.length;
	const reach = first + kernel.length - 1;
	for (let stride = 16; stride >= 1; stride >>= 1) {
		const begin = stride === 16 ? 0 : stride;
		const pace = stride === 16 ? 16 : 2 * stride;
		for (let k = begin; k < n; k += pace) {
			let low = k - reach;
			let high = k - first;
			if (stride < 16) {
				const left = argument[k - stride]!;
				if (left > low) low = left;
				if (k + stride < n && argument[k + stride]! < high) high = argument[k + stride]!;
			}
			if (low < 0) low = 0;
			if (high > n - 1) high = n - 1;
			if (low > high) low = high;
			let best = -Infinity;
			let from = low;
			for (let j = low, w = k - low - first; j <= high; j++, w--) {
				const score = input[j]! + kernel[w]!;
				if (score > best) {
					best = score;
					from = j;
				}
			}
			output[k] = best;
			argument[k] = from;
		}
	}
}
