import { createMatrix, createRandom, type Matrix, SerError } from '@ser/core';
import { UMAP } from 'umap-js';
import { symmetricEigen } from './symmetric-eigen.js';

export interface ProjectOptions {
	/** default `pca` */
	method?: 'pca' | 'umap';
	/** default 1 */
	seed?: string | number;
	/** UMAP: size of the neighbourhoods, default 15 */
	neighbors?: number;
}

export interface Projection {
	/** clips × 2 */
	points: Matrix;
	/** PCA: the share of the variance that each axis carries */
	variance?: [number, number];
}

/**
 * Clips in two dimensions, from standardised features: the first two principal components, or UMAP
 * (McInnes et al. 2018) on up to 30 of them. The same seed gives the same picture.
 *
 * @param values clips × features, at least 3 clips; columns without spread are ignored
 * @throws {SerError} INPUT for fewer than 3 clips or values that are not finite
 */
export function project(values: Matrix, options: ProjectOptions = {}): Projection {
	const { method = 'pca', seed = 1, neighbors = 15 } = options;
	if (values.rows < 3) throw new SerError('INPUT', `projection: needs at least 3 clips, got ${values.rows}`);
	const standardised = standardise(values);
	const total = standardised.data.reduce((sum, value) => sum + value * value, 0) || 1;
	const kept = method === 'pca' ? 2 : Math.min(30, values.cols, values.rows - 1);
	const { scores, variances } = principalComponents(standardised, kept, seed);
	if (method === 'pca') {
		return { points: scores, variance: [(variances[0] ?? 0) / total, (variances[1] ?? 0) / total] };
	}
	const random = createRandom(`umap/${seed}`);
	const umap = new UMAP({ nComponents: 2, nNeighbors: Math.min(neighbors, values.rows - 1), random: random.next });
	const rows = Array.from({ length: scores.rows }, (_, r) => [...scores.data.subarray(r * kept, (r + 1) * kept)]);
	const points = createMatrix(values.rows, 2);
	umap.fit(rows).forEach((row, r) => {
		points.data.set(row, r * 2);
	});
	return { points };
}

/** Each column to mean 0 and standard deviation 1; columns without spread to 0. */
function standardise({ data, rows, cols }: Matrix): Matrix {
	const out = createMatrix(rows, cols);
	for (let c = 0; c < cols; c++) {
		let mean = 0;
		for (let r = 0; r < rows; r++) mean += (data[r * cols + c] as number) / rows;
		if (!Number.isFinite(mean))
			throw new SerError('INPUT', `projection: feature ${c} holds a value that is not finite`);
		let variance = 0;
		for (let r = 0; r < rows; r++) variance += ((data[r * cols + c] as number) - mean) ** 2 / rows;
		const scale = variance > 1e-20 ? 1 / Math.sqrt(variance) : 0;
		for (let r = 0; r < rows; r++) out.data[r * cols + c] = ((data[r * cols + c] as number) - mean) * scale;
	}
	return out;
}

/**
 * The leading principal components by randomised subspace iteration (Halko, Martinsson & Tropp 2011), so that
 * thousands of features cost no covariance matrix.
 */
function principalComponents({ data, rows, cols }: Matrix, count: number, seed: string | number) {
	const random = createRandom(`pca/${seed}`);
	const size = Math.min(cols, rows, count + 6);
	let basis = orthonormal(
		Array.from({ length: size }, () => Float64Array.from({ length: cols }, () => random.normal())),
	);
	const project = (vector: Float64Array) => {
		const image = new Float64Array(rows);
		for (let r = 0; r < rows; r++) {
			let sum = 0;
			for (let c = 0; c < cols; c++) sum += (data[r * cols + c] as number) * (vector[c] as number);
			image[r] = sum;
		}
		return image;
	};
	const back = (image: Float64Array) => {
		const vector = new Float64Array(cols);
		for (let r = 0; r < rows; r++) {
			const weight = image[r] as number;
			for (let c = 0; c < cols; c++) vector[c] = (vector[c] as number) + weight * (data[r * cols + c] as number);
		}
		return vector;
	};
	for (let iteration = 0; iteration < 10; iteration++)
		basis = orthonormal(basis.map((vector) => back(project(vector))));
	const images = basis.map(project);
	const { values, vectors } = symmetricEigen(images.map((a) => images.map((b) => dot(a, b))));
	const scores = createMatrix(rows, count);
	for (let k = 0; k < Math.min(count, vectors.length); k++) {
		const column = new Float64Array(rows);
		images.forEach((image, i) => {
			const weight = vectors[k]?.[i] as number;
			for (let r = 0; r < rows; r++) column[r] = (column[r] as number) + weight * (image[r] as number);
		});
		// The sign of an axis is free: the clip farthest out is put on the positive side, so that pictures do not flip.
		const far = column.reduce((best, value) => (Math.abs(value) > Math.abs(best) + 1e-9 ? value : best), 0);
		for (let r = 0; r < rows; r++) scores.data[r * count + k] = (far < 0 ? -1 : 1) * (column[r] as number);
	}
	return { scores, variances: values };
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
	return sum;
}

/** Gram-Schmidt, twice for accuracy, in the order given; vectors without length are dropped. */
function orthonormal(vectors: Float64Array[]): Float64Array[] {
	const kept: Float64Array[] = [];
	for (const vector of vectors) {
		const before = Math.sqrt(dot(vector, vector));
		for (let pass = 0; pass < 2; pass++) {
			for (const other of kept) {
				const part = dot(vector, other);
				for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) - part * (other[i] as number);
			}
		}
		const norm = Math.sqrt(dot(vector, vector));
		if (norm <= 1e-10 * before) continue;
		for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) / norm;
		kept.push(vector);
	}
	return kept;
}
