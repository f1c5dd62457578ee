/** A mono recording. Full scale is ±1; values beyond it are possible (float files) and kept. */
export interface Waveform {
	samples: Float32Array;
	/** Hz */
	sampleRate: number;
}

/** A dense row-major matrix. Rows are frames or clips, columns are coefficients. */
export interface Matrix {
	data: Float32Array;
	rows: number;
	cols: number;
}

/** How far a fit has come. */
export interface FitProgress {
	/** units done so far (trees, iterations, steps) */
	done: number;
	/** units in all */
	total: number;
	/** training loss, where the model has one */
	loss?: number;
	/** what is being counted, e.g. `tree`, `epoch` */
	unit?: string;
}

export interface FitOptions {
	onProgress?: (progress: FitProgress) => void;
	/** Aborting rejects the fit with the signal's reason and leaves the model unfitted. */
	signal?: AbortSignal;
	/** One weight per clip, ≥ 0. */
	sampleWeight?: ArrayLike<number>;
	/**
	 * One group per clip (the speaker). Only used by models that hold out some of the training clips, for
	 * early stopping or probability calibration, so that no group stands on both sides.
	 */
	groups?: readonly string[];
}

/**
 * The estimator contract of `@ser/classic` and `@ser/deep`.
 *
 * `x` is a `Matrix` with one feature vector per clip, or a `Matrix[]` with one frames × coefficients matrix per clip,
 * of any lengths. A model that takes only one of the two refuses the other with `SerError` code `INPUT`.
 */
export interface Classifier {
	/** e.g. `forest`, `svm`, `cnn` */
	readonly kind: string;
	/** sorted; the column order of `predictProba` */
	readonly classes: readonly string[];
	fit(x: Matrix | readonly Matrix[], y: readonly string[], options?: FitOptions): Promise<this>;
	/** one row per clip, rows sum to 1 */
	predictProba(x: Matrix | readonly Matrix[]): Promise<Matrix>;
	predict(x: Matrix | readonly Matrix[]): Promise<string[]>;
	/** Plain JSON data (numeric arrays through `packArray`). Loading it gives the same predictions. */
	toJSON(): unknown;
}
