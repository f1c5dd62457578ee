import { reverse as reverseTime, serialization, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers, type RNN } from '@tensorflow/tfjs-layers';
import { fusedDropout } from '../ops/fused-dropout.js';
import { fusedGru } from '../ops/fused-gru.js';
import { fusedBiLstm, fusedLstm } from '../ops/fused-lstm.js';
import type { RecurrentOptions, RecurrentWeights } from '../ops/recurrent-direction.js';
import { dropoutRandom } from './dropout-random.js';
import { maskAsFloat } from './mask-as-float.js';
import { type CallArguments, type LayerWeight, onlyInput, onlyMask, stockClass } from './stock-class.js';

/** The parts of a stock recurrent layer that the fused ones read. */
interface StockRecurrent {
	cell: {
		kernel: LayerWeight;
		recurrentKernel: LayerWeight;
		bias: LayerWeight | null;
		activation: { getClassName(): string };
		recurrentActivation: { getClassName(): string };
		dropout: number;
		recurrentDropout: number;
	};
	returnSequences: boolean;
	returnState: boolean;
	goBackwards: boolean;
	stateful: boolean;
}

/** Whether the fused op covers the layer; if not, the stock code runs. */
function isCovered(layer: StockRecurrent, kwargs: CallArguments): boolean {
	const { cell } = layer;
	const gate = cell.recurrentActivation.getClassName();
	return (
		cell.activation.getClassName() === 'tanh' &&
		(gate === 'hardSigmoid' || gate === 'sigmoid') &&
		!cell.recurrentDropout &&
		!layer.returnState &&
		!layer.stateful &&
		(kwargs.initialState === undefined || kwargs.initialState === null)
	);
}

function weightsOf({ cell }: StockRecurrent): RecurrentWeights {
	return { kernel: cell.kernel.read(), recurrentKernel: cell.recurrentKernel.read(), bias: cell.bias?.read() };
}

function optionsOf({ cell, returnSequences }: StockRecurrent, kwargs: CallArguments): RecurrentOptions {
	return {
		recurrentActivation: cell.recurrentActivation.getClassName() as 'sigmoid' | 'hardSigmoid',
		returnSequences,
		mask: maskAsFloat(onlyMask(kwargs)),
	};
}

function dropped(x: Tensor, { cell }: StockRecurrent, kwargs: CallArguments): Tensor {
	return kwargs.training && cell.dropout > 0 ? fusedDropout(x, cell.dropout, dropoutRandom.next()) : x;
}

/** Runs one layer. A stock layer that walks backwards returns its steps in the order it walked. */
function runRecurrent(op: typeof fusedLstm, layer: StockRecurrent, x: Tensor, kwargs: CallArguments): Tensor {
	const reverse = layer.goBackwards;
	const y = op(dropped(x, layer, kwargs), weightsOf(layer), { ...optionsOf(layer, kwargs), reverse });
	return reverse && layer.returnSequences ? reverseTime(y, 1) : y;
}

const Lstm = stockClass(layers.lstm({ units: 1, name: 'stock_lstm' }));
const Gru = stockClass(layers.gru({ units: 1, name: 'stock_gru' }));

/**
 * The stock LSTM with the whole sequence as one op. Arguments and weights are those of `tf.layers.lstm`. Input dropout is
 * drawn per step; recurrentDropout, stateful, returnState, an initial state and activations other than tanh with
 * sigmoid or hardSigmoid run the stock code.
 */
export class FusedLSTM extends Lstm {
	static override readonly className = 'FusedLSTM';

	override call(inputs: Tensor | Tensor[], kwargs: CallArguments): Tensor | Tensor[] {
		const self = this as unknown as StockRecurrent;
		if (!isCovered(self, kwargs)) return super.call(inputs, kwargs);
		return tidy(() => runRecurrent(fusedLstm, self, onlyInput(inputs), kwargs));
	}
}

/** The stock GRU with the whole sequence as one op; arguments, weights and limits as `FusedLSTM`. */
export class FusedGRU extends Gru {
	static override readonly className = 'FusedGRU';

	override call(inputs: Tensor | Tensor[], kwargs: CallArguments): Tensor | Tensor[] {
		const self = this as unknown as StockRecurrent;
		if (!isCovered(self, kwargs)) return super.call(inputs, kwargs);
		return tidy(() => runRecurrent(fusedGru, self, onlyInput(inputs), kwargs));
	}
}

serialization.registerClass(FusedLSTM);
serialization.registerClass(FusedGRU);

const Bidirectional = stockClass(
	layers.bidirectional({
		layer: layers.lstm({ units: 1, name: 'stock_lstm' }) as RNN,
		mergeMode: 'concat',
		name: 'stock_bidirectional',
	}),
);

/**
 * The stock Bidirectional around an LSTM with both directions as one op, where mergeMode is 'concat'. Weights are those of
 * `tf.layers.bidirectional({ layer: tf.layers.lstm(…) })`.
 *
 * @param args the arguments of an LSTM (units, returnSequences, …) and mergeMode; or { layer, mergeMode } as the stock layer
 */
export class FusedBiLSTM extends Bidirectional {
	static override readonly className = 'FusedBiLSTM';

	constructor(args: Record<string, unknown>) {
		if (args.layer) {
			super({ mergeMode: 'concat', ...args });
			return;
		}
		const { name, mergeMode = 'concat', inputShape, batchInputShape, trainable, inputDType, ...lstm } = args;
		const own = { name, inputShape, batchInputShape, trainable, inputDType };
		const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
		super({ ...given, mergeMode, layer: new FusedLSTM({ ...lstm, name: `${String(name ?? 'bi')}_lstm` }) });
	}

	override call(inputs: Tensor | Tensor[], kwargs: CallArguments): Tensor | Tensor[] {
		const { forwardLayer, backwardLayer, mergeMode } = this as unknown as {
			forwardLayer: StockRecurrent;
			backwardLayer: StockRecurrent;
			mergeMode: string | null;
		};
		const covered =
			mergeMode === 'concat' &&
			!forwardLayer.goBackwards &&
			forwardLayer instanceof FusedLSTM &&
			isCovered(forwardLayer, kwargs) &&
			!(kwargs.training && forwardLayer.cell.dropout > 0);
		if (!covered) return super.call(inputs, kwargs);
		return tidy(() =>
			fusedBiLstm(
				onlyInput(inputs),
				weightsOf(forwardLayer),
				weightsOf(backwardLayer),
				optionsOf(forwardLayer, kwargs),
			),
		);
	}
}

serialization.registerClass(FusedBiLSTM);
