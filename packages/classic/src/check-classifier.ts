import { type Classifier, type Matrix, SerError, type SerErrorCode } from '@ser/core';
import { type Input, makeTrial, takeClips } from './make-trial.js';

/** How to try a classifier. */
export interface CheckOptions {
	/** a new, unfitted classifier; every call with the same options and seed */
	create: () => Classifier;
	/** the classifier that `toJSON` stored */
	fromJson: (json: unknown) => Classifier | Promise<Classifier>;
	/** `vectors` (default): one feature vector per clip; `frames`: one frames × coefficients matrix per clip */
	input?: 'vectors' | 'frames';
	/** greatest difference of probabilities that counts as equal, default 0: to the bit */
	tolerance?: number;
	/** accuracy that must be reached on the training clips (three well separated classes), default 0.9 */
	leastAccuracy?: number;
	/** clips per class, default 12 */
	clipsPerClass?: number;
}

/**
 * Tries whether a classifier keeps the estimator contract; for the test suites of all packages, bound to no framework.
 *
 * @returns the laws that hold, in the order of their trial
 * @throws {Error} naming the first law that does not hold
 * @example
 * await checkClassifier({ create: () => createForest({ nTrees: 20 }), fromJson: classifierFromJson });
 */
export async function checkClassifier(options: CheckOptions): Promise<string[]> {
	const { create, fromJson, tolerance = 0, leastAccuracy = 0.9, clipsPerClass = 12 } = options;
	const frames = options.input === 'frames';
	const trial = (classes: readonly string[], seed: number, cols = 6, count = clipsPerClass) =>
		makeTrial(classes, count, cols, seed, frames);
	const { x, y, groups } = trial(['sad', 'angry', 'happy'], 1);
	const kept: string[] = [];
	const law = async (name: string, body: () => unknown) => {
		try {
			await body();
		} catch (cause) {
			throw new Error(`${name}: ${cause instanceof Error ? cause.message : cause}`, { cause });
		}
		kept.push(name);
	};
	const model = create();

	await law('an unfitted model refuses to predict and to be stored', async () => {
		await mustReject('NOT_FITTED', () => model.predict(x));
		await mustReject('NOT_FITTED', () => model.predictProba(x));
		await mustReject('NOT_FITTED', async () => model.toJSON());
	});
	await law('fit returns the model, reports progress, and learns the classes in sorted order', async () => {
		const reports: number[] = [];
		const returned = await model.fit(x, y, {
			groups,
			onProgress: ({ done, total }) => {
				must(done > 0 && done <= total, `progress must be within 1…total, got ${done} of ${total}`);
				reports.push(done);
			},
		});
		must(returned === model, 'fit must return the model itself');
		must(reports.length > 0, 'onProgress was never called');
		must(model.classes.join() === 'angry,happy,sad', `classes must be sorted, got ${model.classes.join()}`);
	});
	const expected = await model.predictProba(x);
	await law('probabilities have one row per clip and one column per class, and rows sum to 1', () => {
		must(expected.rows === y.length && expected.cols === 3, `got ${expected.rows} × ${expected.cols}`);
		for (let r = 0; r < expected.rows; r++) {
			let sum = 0;
			for (let c = 0; c < 3; c++) {
				const p = expected.data[r * 3 + c];
				must(p >= 0 && p <= 1, `a probability must be in 0…1, got ${p}`);
				sum += p;
			}
			must(Math.abs(sum - 1) < 1e-5, `row ${r} sums to ${sum}`);
		}
	});
	await law('predict names the most probable class, and separable classes are learnt', async () => {
		const predicted = await model.predict(x);
		let right = 0;
		predicted.forEach((label, r) => {
			const row = expected.data.subarray(r * 3, r * 3 + 3);
			const own = row[model.classes.indexOf(label)];
			must(own >= Math.max(...row) - tolerance, `row ${r}: ${label} is not the most probable`);
			if (label === y[r]) right++;
		});
		must(right / y.length >= leastAccuracy, `accuracy must be ≥ ${leastAccuracy}, got ${right / y.length}`);
	});
	await law('the same seed and data give the same model', async () => {
		mustEqual(await (await create().fit(x, y, { groups })).predictProba(x), expected, tolerance);
	});
	await law('a clip is judged the same alone as among others', async () => {
		const alone = await model.predictProba(takeClips(x, [2]));
		const row = { data: expected.data.slice(6, 9), rows: 1, cols: 3 };
		mustEqual(alone, row, Math.max(tolerance, 1e-6));
	});
	await law('JSON gives the same predictions back', async () => {
		const loaded = await fromJson(JSON.parse(JSON.stringify(model.toJSON())));
		must(loaded.kind === model.kind, `kind must be ${model.kind}, got ${loaded.kind}`);
		must(loaded.classes.join() === model.classes.join(), `classes must survive, got ${loaded.classes.join()}`);
		mustEqual(await loaded.predictProba(x), expected, tolerance);
		const again = await fromJson(JSON.parse(JSON.stringify(loaded.toJSON())));
		mustEqual(await again.predictProba(x), expected, tolerance);
	});
	await law('refitting forgets what was learnt before', async () => {
		const other = trial(['up', 'down'], 2, 5);
		const refitted = await (await create().fit(x, y, { groups })).fit(other.x, other.y);
		const fresh = await create().fit(other.x, other.y);
		must(
			refitted.classes.join() === 'down,up',
			`classes must be those of the last fit, got ${refitted.classes.join()}`,
		);
		mustEqual(await refitted.predictProba(other.x), await fresh.predictProba(other.x), tolerance);
	});
	await law('two clips of two classes are enough', async () => {
		const few = trial(['a', 'b'], 3, 6, 1);
		const { rows, cols } = await (await create().fit(few.x, few.y)).predictProba(few.x);
		must(rows === 2 && cols === 2, `got ${rows} × ${cols}`);
	});
	await law('values that are not finite are refused by name', async () => {
		for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
			const broken = takeClips(
				x,
				y.map((_, i) => i),
			);
			(Array.isArray(broken) ? broken[1] : broken).data[7] = value;
			const message = await mustReject('INPUT', () => create().fit(broken, y));
			must(message.includes(String(value)), `the message must name ${value}: "${message}"`);
			await mustReject('INPUT', () => model.predictProba(broken));
		}
	});
	await law('no clips, too few labels, and one class are refused by name', async () => {
		const none: Input = frames ? [] : { data: new Float32Array(0), rows: 0, cols: 6 };
		await mustReject('INPUT', () => create().fit(none, []));
		await mustReject('INPUT', () => create().fit(x, y.slice(1)));
		const message = await mustReject('INPUT', () =>
			create().fit(
				x,
				y.map(() => 'only'),
			),
		);
		must(message.includes('only'), `the message must name the class: "${message}"`);
	});
	await law('another number of features, and the other kind of input, are refused', async () => {
		await mustReject('INPUT', () => model.predictProba(trial(['a', 'b'], 4, 5).x));
		const wrong = makeTrial(['a', 'b'], 3, 6, 5, !frames);
		await mustReject('INPUT', () => create().fit(wrong.x, wrong.y));
	});
	await law('an abort rejects with its reason and leaves the model unfitted', async () => {
		const reason = new Error('enough');
		const early = new AbortController();
		early.abort(reason);
		const aborted = create();
		must((await rejection(() => aborted.fit(x, y, { signal: early.signal }))) === reason, 'the reason was lost');
		await mustReject('NOT_FITTED', () => aborted.predict(x));
		const late = new AbortController();
		const fitted = await create().fit(x, y);
		const stopped = await rejection(() =>
			fitted.fit(x, y, { signal: late.signal, onProgress: () => late.abort(reason) }),
		);
		must(stopped === reason, 'an abort during the fit must reject it with the reason');
		await mustReject('NOT_FITTED', () => fitted.predict(x));
	});
	return kept;
}

function must(holds: boolean, message: string): void {
	if (!holds) throw new Error(message);
}

function mustEqual(actual: Matrix, expected: Matrix, tolerance: number): void {
	must(actual.rows === expected.rows && actual.cols === expected.cols, `shape ${actual.rows} × ${actual.cols}`);
	for (let i = 0; i < expected.data.length; i++) {
		const difference = Math.abs(actual.data[i] - expected.data[i]);
		must(difference <= tolerance, `probability ${i} differs by ${difference}`);
	}
}

async function rejection(body: () => unknown): Promise<unknown> {
	try {
		await body();
	} catch (error) {
		return error;
	}
	throw new Error('it was not refused');
}

async function mustReject(code: SerErrorCode, body: () => unknown): Promise<string> {
	const error = await rejection(body);
	must(error instanceof SerError && error.code === code, `must be refused as ${code}, got ${String(error)}`);
	return (error as SerError).message;
}
