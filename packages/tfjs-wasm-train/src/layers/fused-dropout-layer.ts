import { serialization, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { fusedDropout } from '../ops/fused-dropout.js';
import { dropoutRandom } from './dropout-random.js';
import { type CallArguments, onlyInput, stockClass } from './stock-class.js';

const Dropout = stockClass(layers.dropout({ rate: 0.5, name: 'stock_dropout' }));

/** The stock dropout with seeded, repeatable masks (see `dropoutRandom`). A noiseShape runs the stock code. */
export class FusedDropout extends Dropout {
	static override readonly className = 'FusedDropout';

	override call(inputs: Tensor | Tensor[], kwargs: CallArguments): Tensor | Tensor[] {
		const { rate, noiseShape } = this as unknown as { rate: number; noiseShape?: number[] };
		if (noiseShape || rate >= 1) return super.call(inputs, kwargs);
		return tidy(() => {
			this.invokeCallHook(inputs, kwargs);
			const x = onlyInput(inputs);
			return kwargs.training && rate > 0 ? fusedDropout(x, rate, dropoutRandom.next()) : x;
		});
	}
}

serialization.registerClass(FusedDropout);
