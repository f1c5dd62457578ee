import { serialization, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { fusedDense, isDenseActivation } from '../ops/fused-dense.js';
import type { CallArguments, LayerWeight } from './stock-class.js';
import { onlyInput, stockClass } from './stock-class.js';

const Dense = stockClass(layers.dense({ units: 1, name: 'stock_dense' }));

/**
 * The stock dense layer with product, bias and activation as one op. Arguments and weights are those of
 * `tf.layers.dense`.
 */
export class FusedDense extends Dense {
	static override readonly className = 'FusedDense';
	declare protected kernel: LayerWeight;
	declare protected bias: LayerWeight | null;

	override call(inputs: Tensor | Tensor[], kwargs: CallArguments): Tensor | Tensor[] {
		return tidy(() => {
			this.invokeCallHook(inputs, kwargs);
			const name = this.activation?.getClassName() ?? 'linear';
			const fused = isDenseActivation(name);
			const y = fusedDense(onlyInput(inputs), this.kernel.read(), this.bias?.read(), fused ? name : 'linear');
			return fused ? y : this.activation!.apply(y);
		});
	}
}

serialization.registerClass(FusedDense);
