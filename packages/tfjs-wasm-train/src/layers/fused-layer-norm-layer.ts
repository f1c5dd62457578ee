import { serialization, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { fusedLayerNorm } from '../ops/fused-layer-norm.js';
import { type CallArguments, type LayerWeight, onlyInput, stockClass } from './stock-class.js';

const LayerNormalization = stockClass(layers.layerNormalization({ name: 'stock_layer_norm' }));

/** The stock layer normalisation as one op, where it runs over the last axis. Arguments and weights are those of `tf.layers.layerNormalization`. */
export class FusedLayerNorm extends LayerNormalization {
	static override readonly className = 'FusedLayerNorm';
	declare protected gamma: LayerWeight | null;
	declare protected beta: LayerWeight | null;
	declare protected axis: number | number[];
	declare protected epsilon: number;

	override call(inputs: Tensor | Tensor[], kwargs: CallArguments): Tensor | Tensor[] {
		return tidy(() => {
			const x = onlyInput(inputs);
			const axes = Array.isArray(this.axis) ? this.axis : [this.axis];
			if (axes.length !== 1 || (axes[0] !== -1 && axes[0] !== x.rank - 1)) return super.call(inputs, kwargs);
			this.invokeCallHook(inputs, kwargs);
			return fusedLayerNorm(x, { epsilon: this.epsilon, gamma: this.gamma?.read(), beta: this.beta?.read() });
		});
	}
}

serialization.registerClass(FusedLayerNorm);
