import { expect, test } from 'vitest';
import { createDataProducts } from '../src/data-products.js';
import { plainProducts } from '../src/data-products-plain.js';
import { createLogistic } from '../src/index.js';
import { logisticObjective } from '../src/logistic-objective.js';
import { blobs } from './blobs.js';

const three = ['a', 'b', 'c'];

test.each([
	[1, 1],
	[2, 3],
	[5, 4],
	[7, 9],
	[33, 10],
])('products of %i × %i data are the same to the bit in WebAssembly and TypeScript', async (rows, cols) => {
	const { x } = blobs({ rows, cols, classes: three, spread: 1, seed: rows });
	const fast = await createDataProducts(x, 5);
	const plain = plainProducts(x);
	expect(fast.engine).toBe('wasm');
	for (const outputs of [1, 2, 3, 5]) {
		const vectors = Float64Array.from({ length: outputs * cols }, (_, i) => Math.sin(i + 1));
		const scores = [new Float64Array(rows * outputs), new Float64Array(rows * outputs)];
		fast.multiply(vectors, scores[0], outputs);
		plain.multiply(vectors, scores[1], outputs);
		expect(scores[0]).toEqual(scores[1]);
		const sums = [new Float64Array(outputs * cols), new Float64Array(outputs * cols)];
		fast.transposedMultiply(scores[0], sums[0], outputs);
		plain.transposedMultiply(scores[1], sums[1], outputs);
		expect(sums[0]).toEqual(sums[1]);
	}
});

test('the gradient is the derivative of the value', () => {
	const { x, y } = blobs({ rows: 20, cols: 4, classes: three, spread: 1, seed: 2 });
	const objective = logisticObjective({
		products: plainProducts(x),
		rows: 20,
		cols: 4,
		y: Int32Array.from(y, (label) => three.indexOf(label)),
		weights: Float64Array.from(y, (_, i) => 1 + (i % 3)),
		classCount: 3,
		penalty: 0.1,
		intercept: true,
	});
	objective.aim(Float64Array.from({ length: objective.size }, (_, i) => Math.cos(i)));
	objective.look(0.3);
	objective.accept(0.3);
	const gradient = objective.gradient.slice();
	for (let i = 0; i < objective.size; i++) {
		const direction = new Float64Array(objective.size);
		direction[i] = 1;
		objective.aim(direction);
		const ahead = objective.look(1e-5);
		const behind = objective.look(-1e-5);
		expect((ahead.value - behind.value) / 2e-5).toBeCloseTo(gradient[i], 8);
		expect(objective.look(0).slope).toBeCloseTo(gradient[i], 12);
	}
});

test('weights scale as repetitions do', async () => {
	const { x, y } = blobs({ rows: 60, cols: 3, classes: three, spread: 0.7, seed: 3 });
	const doubled = { data: Float32Array.from([...x.data, ...x.data.slice(0, 90)]), rows: 90, cols: 3 };
	const options = { tol: 1e-9, classWeight: 'balanced' } as const;
	const repeated = await createLogistic(options).fit(doubled, [...y, ...y.slice(0, 30)]);
	const weighted = await createLogistic(options).fit(x, y, { sampleWeight: y.map((_, i) => (i < 30 ? 2 : 1)) });
	weighted.coefficients.forEach((value, i) => {
		expect(Math.abs(value - repeated.coefficients[i])).toBeLessThan(1e-6);
	});
});

test('says when the iterations ran out, and what was converged is reported', async () => {
	const { x, y } = blobs({ rows: 60, cols: 30, classes: three, spread: 0.7, seed: 4 });
	expect((await createLogistic({ C: 1000, maxIterations: 2 }).fit(x, y)).converged).toBe(false);
	const losses: number[] = [];
	const model = await createLogistic().fit(x, y, { onProgress: ({ loss }) => losses.push(loss as number) });
	expect(model.converged).toBe(true);
	expect(model.iterations).toBe(losses.length);
	for (let i = 1; i < losses.length; i++) expect(losses[i]).toBeLessThanOrEqual(losses[i - 1]);
	expect(() => createLogistic({ C: 0 })).toThrow('C must be > 0, got 0');
	expect(() => createLogistic({ classWeight: { z: 1 } })).not.toThrow();
	await expect(createLogistic({ classWeight: { z: 1 } }).fit(x, y)).rejects.toThrow(/"z" is not one of a, b, c/);
});

test('a long fit lets the event loop run', async () => {
	const { x, y } = blobs({ rows: 600, cols: 800, classes: three, spread: 0.05, seed: 5 });
	let turns = 0;
	const timer = setInterval(() => turns++, 1);
	await createLogistic({ C: 100, tol: 1e-8 }).fit(x, y);
	clearInterval(timer);
	expect(turns).toBeGreaterThan(0);
});
