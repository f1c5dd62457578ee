import * as tf from '@tensorflow/tfjs-core';
import { WasmTrainError } from '../error.js';
import { fusedContext, fusedOp } from './fused-op.js';
import { product } from './matrix-product.js';

/** Activations that are part of the op. */
export type DenseActivation = 'linear' | 'relu' | 'sigmoid' | 'tanh';

const CODES: Record<DenseActivation, number> = { linear: 0, relu: 1, sigmoid: 2, tanh: 3 };

const COMPOSED: Record<DenseActivation, (x: tf.Tensor) => tf.Tensor> = {
	linear: (x) => x,
	relu: tf.relu,
	sigmoid: tf.sigmoid,
	tanh: tf.tanh,
};

/** Whether `fusedDense` has an activation of this name. */
export function isDenseActivation(name: string): name is DenseActivation {
	return name in CODES;
}

/**
 * activation(x · kernel + bias).
 *
 * @param x [..., inputs]
 * @param kernel [inputs, units], or any shape of that size in that order (a head-split kernel [inputs, heads, size])
 * @param bias of size units, in any shape
 * @returns [..., units]
 * @throws {WasmTrainError} PARAMETER when the sizes do not fit
 */
export function fusedDense(
	x: tf.Tensor,
	kernel: tf.Tensor,
	bias?: tf.Tensor,
	activation: DenseActivation = 'linear',
): tf.Tensor {
	const k = x.shape[x.shape.length - 1]!;
	const n = kernel.size / k;
	if (!Number.isInteger(n) || (bias && bias.size !== n)) {
		throw new WasmTrainError(
			'PARAMETER',
			`kernel must have ${k} rows and bias one number per column, got shapes [${kernel.shape}] and [${bias?.shape ?? ''}]`,
		);
	}
	const m = x.size / k;
	const shape = [...x.shape.slice(0, -1), n];
	const context = fusedContext();
	if (!context) {
		let y: tf.Tensor = tf.matMul(tf.reshape(x, [m, k]), tf.reshape(kernel, [k, n]));
		if (bias) y = tf.add(y, tf.reshape(bias, [n]));
		return COMPOSED[activation](tf.reshape(y, shape));
	}
	const { simd, at, output } = context;
	const code = CODES[activation];
	return fusedOp(
		{ x, kernel, bias },
		(save) => {
			const y = output(shape);
			const b = { at: at(kernel), row: n, col: 1 };
			product(context, [m, n, k], { at: at(x), row: k, col: 1 }, b, { at: at(y) }, { bias: at(bias) });
			if (code) simd.activate!(at(y), y.size, code);
			save(code ? [x, kernel, y] : [x, kernel]);
			return y;
		},
		(dy, [sx, sk, sy]) => {
			let dz = dy;
			if (code) {
				dz = output(shape);
				simd.activationGrad!(at(dy), at(sy), dz.size, code, at(dz));
			}
			return {
				x: () => {
					const dx = output(x.shape);
					product(context, [m, k, n], { at: at(dz), row: n, col: 1 }, { at: at(sk), row: 1, col: n }, { at: at(dx) });
					return dx;
				},
				kernel: () => {
					const dk = output(kernel.shape);
					product(context, [k, n, m], { at: at(sx), row: 1, col: k }, { at: at(dz), row: n, col: 1 }, { at: at(dk) });
					return dk;
				},
				bias: () => {
					const db = output(bias!.shape);
					simd.sumRows!(at(dz), m, n, at(db), 1);
					return db;
				},
			};
		},
	);
}
