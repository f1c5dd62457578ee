import type * as tf from '@tensorflow/tfjs-core';

/** The weights of one direction of a recurrent layer. */
export interface RecurrentWeights {
	/** [inputs, gates · units] */
	kernel: tf.Tensor;
	/** [units, gates · units] */
	recurrentKernel: tf.Tensor;
	/** [gates · units] */
	bias?: tf.Tensor;
}

/** How a recurrent op runs. */
export interface RecurrentOptions {
	/** What the gates go through: 'hardSigmoid' (default of tfjs-layers) or 'sigmoid' (default of Keras 2.3 and later, PyTorch). */
	recurrentActivation?: 'hardSigmoid' | 'sigmoid';
	/** Return every step instead of the last one, default false. */
	returnSequences?: boolean;
	/** [batch, steps], 0 = the step is skipped: state and output stay what they were. */
	mask?: tf.Tensor;
	/** Walk from the last step to the first; outputs keep the order of the input. Default false. */
	reverse?: boolean;
}

/** A direction of a layer with several. */
export interface Direction extends RecurrentWeights {
	reverse: boolean;
}

/** The named inputs of an op with several directions. */
export function directionInputs(x: tf.Tensor, directions: readonly Direction[]): Record<string, tf.Tensor | undefined> {
	const inputs: Record<string, tf.Tensor | undefined> = { x };
	directions.forEach(({ kernel, recurrentKernel, bias }, i) => {
		inputs[`kernel${i}`] = kernel;
		inputs[`recurrent${i}`] = recurrentKernel;
		inputs[`bias${i}`] = bias;
	});
	return inputs;
}
