import { betaCdf } from './beta-distribution.js';

export interface CandidateOptions {
	/** default 100 */
	nThresholds?: number;
	/** shape of the beta prior over thresholds, default [2, 18] */
	betaParameters?: readonly [number, number];
	/** the larger, the more the short periods are preferred, default 2 */
	boltzmannParameter?: number;
	/** probability given to the deepest trough for the thresholds that no trough reaches, default 0.01 */
	noTroughProb?: number;
}

/** The troughs of one difference function with their probabilities (Mauch & Dixon 2014, step 1). */
export interface Candidates {
	/** how many are valid */
	count: number;
	/** positions in the difference function, rising */
	readonly index: Int32Array;
	readonly probability: Float64Array;
	find(difference: Float64Array): void;
}

/**
 * Plans pYIN's candidate search.
 *
 * @param size values of the difference function
 */
export function createCandidates(size: number, options: CandidateOptions): Candidates {
	const { nThresholds = 100, betaParameters = [2, 18], boltzmannParameter = 2, noTroughProb = 0.01 } = options;
	const cdf = Float64Array.from({ length: nThresholds + 1 }, (_, i) => betaCdf(i / nThresholds, ...betaParameters));
	const most = (size >> 1) + 2;
	const index = new Int32Array(most);
	const probability = new Float64Array(most);
	// How many of the thresholds a trough stays above.
	const level = new Int32Array(most);
	const byHeight = new Int32Array(most);
	const decay = Float64Array.from({ length: most + 1 }, (_, i) => Math.exp(-boltzmannParameter * i));

	function collect(difference: Float64Array): number {
		const last = size - 1;
		let count = 0;
		for (let i = 0; i <= last; i++) {
			const here = difference[i]!;
			if (i > 0 && !(here < difference[i - 1]!)) continue;
			if (i === 0 ? !(here < difference[1]!) : i < last && here > difference[i + 1]!) continue;
			index[count++] = i;
		}
		return count;
	}

	const candidates: Candidates = {
		count: 0,
		index,
		probability,
		find(difference) {
			const count = collect(difference);
			candidates.count = count;
			let deepest = 0;
			let reached = 0;
			for (let i = 0; i < count; i++) {
				probability[i] = 0;
				const height = difference[index[i]!]!;
				if (height < difference[index[deepest]!]!) deepest = i;
				// Thresholds are i / nThresholds; a trough counts where its height is strictly below.
				level[i] = height < 0 ? 0 : Math.min(nThresholds, Math.floor(height * nThresholds));
				if (level[i]! >= nThresholds) continue;
				let j = reached++;
				for (; j > 0 && level[byHeight[j - 1]!]! > level[i]!; j--) byHeight[j] = byHeight[j - 1]!;
				byHeight[j] = i;
			}
			if (count === 0) return;
			// Between two levels the set of troughs below the threshold stays the same: one step for all those thresholds.
			for (let m = 0; m < reached; m++) {
				const ceiling = level[byHeight[m]!]!;
				const next = m + 1 < reached ? level[byHeight[m + 1]!]! : nThresholds;
				if (next === ceiling) continue;
				const mass = ((cdf[next]! - cdf[ceiling]!) * (1 - decay[1]!)) / (1 - decay[m + 1]!);
				for (let i = 0, rank = 0; i < count && rank <= m; i++) {
					if (level[i]! <= ceiling) probability[i]! += mass * decay[rank++]!;
				}
			}
			probability[deepest]! += noTroughProb * cdf[level[deepest]!]!;
		},
	};
	return candidates;
}
