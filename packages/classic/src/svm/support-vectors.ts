import { createMatrix, type Matrix, packArray, SerError, takeRows, unpackArray } from '@ser/core';
import { createDataProducts, type DataProducts } from '../data-products.js';
import { type Kernel, kernelValue, squaredNorms } from './kernel.js';
import type { Sigmoid } from './platt.js';
import type { PairModel } from './train-pairs.js';

/** All that decisions need: the support vectors of all pairs, and each pair's weights of them. */
export interface SupportVectors {
	kernel: Kernel;
	/** support vectors × features */
	vectors: Matrix;
	squares: Float64Array;
	/** pairs × support vectors, mostly 0 for vectors of other classes; pairs in the order 0-1, 0-2, …, 1-2, … */
	weights: Float64Array;
	/** one per pair */
	rho: Float64Array;
	/** one per pair, when probabilities were asked for */
	sigmoids?: Sigmoid[];
	/** made at the first decision */
	products?: Promise<DataProducts>;
}

/** Gathers the support vectors of all pairs. */
export function gatherSupportVectors(x: Matrix, pairs: readonly PairModel[], kernel: Kernel): SupportVectors {
	const used = new Set<number>();
	for (const { clips, coefficients } of pairs) {
		for (let t = 0; t < clips.length; t++) if (coefficients[t] !== 0) used.add(clips[t]);
	}
	const clips = Int32Array.from(used).sort();
	const place = new Map(Array.from(clips, (clip, i) => [clip, i]));
	const weights = new Float64Array(pairs.length * clips.length);
	pairs.forEach((pair, p) => {
		for (let t = 0; t < pair.clips.length; t++) {
			const coefficient = pair.coefficients[t];
			if (coefficient !== 0) weights[p * clips.length + place.get(pair.clips[t])!] = coefficient;
		}
	});
	const vectors = takeRows(x, clips);
	const sigmoids = pairs.every((pair) => pair.sigmoid) ? pairs.map((pair) => pair.sigmoid!) : undefined;
	return {
		kernel,
		vectors,
		squares: squaredNorms(vectors),
		weights,
		rho: Float64Array.from(pairs, (pair) => pair.rho),
		sigmoids,
	};
}

const blockClips = 16;

/**
 * Decision values of every pair of classes.
 *
 * @returns clips × pairs; above 0 speaks for the pair's first class
 */
export async function pairDecisions(model: SupportVectors, x: Matrix): Promise<Float64Array> {
	const { vectors, squares, weights, rho, kernel } = model;
	const pairCount = rho.length;
	model.products ??= createDataProducts(vectors, blockClips);
	const products = await model.products;
	const xSquares = squaredNorms(x);
	const decisions = new Float64Array(x.rows * pairCount);
	const block = new Float64Array(blockClips * x.cols);
	const scores = new Float64Array(vectors.rows * blockClips);
	const similar = new Float64Array(vectors.rows);
	for (let first = 0; first < x.rows; first += blockClips) {
		const count = Math.min(blockClips, x.rows - first);
		for (let i = 0; i < count * x.cols; i++) block[i] = x.data[first * x.cols + i];
		products.multiply(block, scores, count);
		for (let k = 0; k < count; k++) {
			for (let v = 0; v < vectors.rows; v++) {
				similar[v] = kernelValue(kernel, scores[v * count + k], squares[v], xSquares[first + k]);
			}
			for (let p = 0; p < pairCount; p++) {
				let sum = 0;
				const at = p * vectors.rows;
				for (let v = 0; v < vectors.rows; v++) sum += weights[at + v] * similar[v];
				decisions[(first + k) * pairCount + p] = sum - rho[p];
			}
		}
	}
	return decisions;
}

/** Plain JSON data. */
export function packSupportVectors(model: SupportVectors): Record<string, unknown> {
	const { kernel, vectors, weights, rho, sigmoids } = model;
	// Most weights are 0: each is stored with its place.
	const places: number[] = [];
	weights.forEach((weight, i) => {
		if (weight !== 0) places.push(i);
	});
	return {
		kernel: { ...kernel },
		vectors: packArray(vectors.data),
		places: packArray(Int32Array.from(places)),
		weights: packArray(Float64Array.from(places, (i) => weights[i])),
		rho: packArray(rho),
		sigmoids: sigmoids && packArray(Float64Array.from(sigmoids.flatMap(({ a, b }) => [a, b]))),
	};
}

/** @throws {SerError} FORMAT when damaged */
export function unpackSupportVectors(
	json: Record<string, unknown>,
	classCount: number,
	features: number,
): SupportVectors {
	const kernel = json.kernel as Kernel;
	const data = unpackArray<Float32Array<ArrayBuffer>>(json.vectors);
	const places = unpackArray<Int32Array>(json.places);
	const stored = unpackArray<Float64Array>(json.weights);
	const rho = unpackArray<Float64Array>(json.rho);
	const pairCount = (classCount * (classCount - 1)) / 2;
	const rows = data.length / features;
	const known = kernel && ['rbf', 'linear', 'poly'].includes(kernel.type);
	const numbers = known && [kernel.gamma, kernel.degree, kernel.coef0].every(Number.isFinite);
	const fits = Number.isInteger(rows) && rho.length === pairCount && places.length === stored.length;
	if (!numbers || !fits) throw new SerError('FORMAT', 'svm: the stored support vectors are damaged');
	const weights = new Float64Array(pairCount * rows);
	places.forEach((place, i) => {
		if (place < 0 || place >= weights.length) throw new SerError('FORMAT', 'svm: the stored weights are damaged');
		weights[place] = stored[i];
	});
	let sigmoids: Sigmoid[] | undefined;
	if (json.sigmoids !== undefined) {
		const ab = unpackArray<Float64Array>(json.sigmoids);
		if (ab.length !== 2 * pairCount) throw new SerError('FORMAT', 'svm: the stored sigmoids are damaged');
		sigmoids = Array.from({ length: pairCount }, (_, p) => ({ a: ab[2 * p], b: ab[2 * p + 1] }));
	}
	const vectors = createMatrix(rows, features, data);
	return { kernel, vectors, squares: squaredNorms(vectors), weights, rho, sigmoids };
}
