import * as tf from '@tensorflow/tfjs-core';
import { WasmTrainError } from '../error.js';
import { fusedContext } from '../ops/fused-op.js';
import { type AdamMoments, composedStep, fusedStep } from './adam-step.js';

type NamedTensor = { name: string; tensor: tf.Tensor };

/** How AdamW steps. */
export interface AdamWOptions {
	/** Default 1e-3. */
	learningRate?: number;
	/** Decay of the two moments, defaults 0.9 and 0.999. */
	beta1?: number;
	beta2?: number;
	/** Default 1e-8 (PyTorch). */
	epsilon?: number;
	/** Decoupled weight decay: each step multiplies weights by 1 - learningRate · weightDecay. Default 0 (plain Adam). */
	weightDecay?: number;
	/** What decays: 'all' weights (default, as PyTorch and Keras) or only 'matrices' (two axes or more: no biases, no norms). */
	decay?: 'all' | 'matrices';
	/** Gradients are scaled down together when their global norm is above this. Default: no clipping. */
	clipNorm?: number;
	/** Keep an exponential moving average of the weights with this decay, e.g. 0.99. Default: none. */
	ema?: number;
}

/** The state of an optimizer as plain arrays, for checkpoints; entries are in the order of the variables. */
export interface AdamWState {
	step: number;
	m: Float32Array[];
	v: Float32Array[];
	/** Moving averages of the weights, when `ema` is on. */
	average?: Float32Array[];
}

interface Slot extends AdamMoments {
	variable: tf.Variable;
	average?: tf.Tensor;
}

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019), global-norm clipping and weight averaging, all in the SIMD
 * module on the wasm backend and composed on other backends. Works with `model.compile` and with `applyGradients`.
 * Equals torch.optim.AdamW (with clip_grad_norm_) step by step to rounding.
 */
export class AdamW extends tf.Optimizer {
	static readonly className = 'AdamW';
	/** May be set before each step. */
	learningRate: number;
	/** May be switched on or off between steps; averaging starts from the weights of that moment. */
	ema: number | undefined;
	/** Global norm of the gradients of the last step, before clipping; only when clipNorm is given. */
	lastGradientNorm: number | undefined;
	private readonly settings: Required<Pick<AdamWOptions, 'beta1' | 'beta2' | 'epsilon' | 'weightDecay' | 'decay'>>;
	private readonly clipNorm: number | undefined;
	private slots: Slot[] = [];
	/** A state that waits for its variables; entries are taken out as they come. */
	private pending: { m: Float32Array[]; v: Float32Array[]; average: Float32Array[] } | undefined;
	private step = 0;

	constructor(options: AdamWOptions = {}) {
		super();
		const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0, decay = 'all' } = options;
		if (!(learningRate >= 0) || !(weightDecay >= 0)) {
			throw new WasmTrainError(
				'PARAMETER',
				`learningRate and weightDecay must be ≥ 0, got ${learningRate}, ${weightDecay}`,
			);
		}
		this.learningRate = learningRate;
		this.settings = { beta1, beta2, epsilon, weightDecay, decay };
		this.clipNorm = options.clipNorm;
		this.ema = options.ema;
	}

	applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
		const list: NamedTensor[] = Array.isArray(gradients)
			? gradients
			: Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
		const used = list.filter(({ tensor }) => tensor !== null && tensor !== undefined);
		this.step++;
		this.incrementIterations();
		tf.tidy(() => {
			const slots = list.map(({ name }, i) => this.slotOf(name, i));
			const present = list.flatMap(({ tensor }, i) => (tensor ? [{ slot: slots[i]!, gradient: tensor }] : []));
			const gradScale = this.clipScale(used.map(({ tensor }) => tensor));
			for (const { slot, gradient } of present) {
				const { beta1, beta2, epsilon, weightDecay, decay } = this.settings;
				const decays = decay === 'all' || slot.variable.rank >= 2;
				const numbers = {
					gradScale,
					beta1,
					beta2,
					epsilon,
					keep: decays ? 1 - this.learningRate * weightDecay : 1,
					rate: this.learningRate / (1 - beta1 ** this.step),
					root: 1 / Math.sqrt(1 - beta2 ** this.step),
				};
				const context = fusedContext();
				// A new tensor each step: the backend caches packed weights by tensor id, so nothing is updated in place.
				const next = context
					? fusedStep(context, slot, slot.variable, gradient, numbers)
					: composedStep(slot, slot.variable, gradient, numbers);
				slot.variable.assign(next);
			}
			this.updateAverages();
		});
	}

	private slotOf(name: string, index: number): Slot {
		const existing = this.slots[index];
		const variable = tf.engine().registeredVariables[name];
		if (!variable) throw new WasmTrainError('PARAMETER', `there is no variable named ${name}`);
		if (existing?.variable === variable) return existing;
		const take = (values: Float32Array | undefined) => {
			if (values && values.length !== variable.size) {
				throw new WasmTrainError(
					'PARAMETER',
					`the optimizer state has ${values.length} numbers for ${name}, which has ${variable.size}`,
				);
			}
			return tf.keep(values ? tf.tensor(values, variable.shape) : tf.zeros(variable.shape));
		};
		const { m, v, average } = this.pending ?? { m: [], v: [], average: [] };
		const slot: Slot = { variable, m: take(m[index]), v: take(v[index]) };
		if (average[index]) slot.average = take(average[index]);
		for (const list of [m, v, average]) delete list[index];
		this.disposeSlot(existing);
		this.slots[index] = slot;
		return slot;
	}

	private clipScale(gradients: readonly tf.Tensor[]): number {
		if (this.clipNorm === undefined) return 1;
		const context = fusedContext();
		let sum = 0;
		for (const gradient of gradients) {
			sum += context
				? context.simd.sumSquares!(context.at(gradient), gradient.size)
				: (tf.sum(tf.square(gradient)).dataSync()[0] as number);
		}
		this.lastGradientNorm = Math.sqrt(sum);
		return Math.min(1, this.clipNorm / (this.lastGradientNorm + 1e-6));
	}

	private updateAverages(): void {
		const context = fusedContext();
		for (const slot of this.slots) {
			if (this.ema === undefined) {
				slot.average?.dispose();
				slot.average = undefined;
			} else if (!slot.average) {
				slot.average = tf.keep(tf.add(slot.variable, 0));
			} else if (context) {
				context.simd.averageStep!(slot.variable.size, context.at(slot.average), context.at(slot.variable), this.ema);
			} else {
				const next = tf.keep(tf.add(tf.mul(slot.average, this.ema), tf.mul(slot.variable, 1 - this.ema)));
				slot.average.dispose();
				slot.average = next;
			}
		}
	}

	/**
	 * Exchanges the weights with their moving averages; called again it restores them. Does nothing while `ema` is off.
	 *
	 * @returns whether there were averages to exchange
	 */
	swapAverages(): boolean {
		if (this.slots.length === 0 || !this.slots.every((slot) => slot.average)) return false;
		for (const slot of this.slots) {
			const weights = tf.keep(tf.tidy(() => tf.add(slot.variable, 0)));
			slot.variable.assign(slot.average!);
			slot.average!.dispose();
			slot.average = weights;
		}
		return true;
	}

	/** Everything that a continued run needs besides the weights, copied. */
	getState(): AdamWState {
		if (this.pending && this.slots.length === 0) {
			const { m, v, average } = this.pending;
			const copies = (list: readonly Float32Array[]) => list.map((values) => values.slice());
			const same: AdamWState = { step: this.step, m: copies(m), v: copies(v) };
			return average.length > 0 ? { ...same, average: copies(average) } : same;
		}
		const read = (tensor: tf.Tensor) => tensor.dataSync<'float32'>().slice();
		const state: AdamWState = {
			step: this.step,
			m: this.slots.map((slot) => read(slot.m)),
			v: this.slots.map((slot) => read(slot.v)),
		};
		if (this.slots.length > 0 && this.slots.every((slot) => slot.average)) {
			state.average = this.slots.map((slot) => read(slot.average!));
		}
		return state;
	}

	/** Takes up a state; it is matched to the variables by their order at the next step. */
	setState(state: AdamWState): void {
		this.dispose();
		this.step = state.step;
		this.iterations_ = state.step;
		this.pending = { m: [...state.m], v: [...state.v], average: [...(state.average ?? [])] };
	}

	override async getWeights(): Promise<NamedTensor[]> {
		const named = (part: 'm' | 'v') =>
			this.slots.map((slot) => ({ name: `${slot.variable.name}/${part}`, tensor: slot[part] }));
		return [await this.saveIterations(), ...named('m'), ...named('v')];
	}

	override async setWeights(weights: NamedTensor[]): Promise<void> {
		const rest = await this.extractIterations(weights);
		const values = rest.map(({ tensor }) => tensor.dataSync<'float32'>().slice());
		const half = values.length / 2;
		this.setState({ step: this.iterations, m: values.slice(0, half), v: values.slice(half) });
	}

	getConfig(): tf.serialization.ConfigDict {
		const config: Record<string, string | number> = { learningRate: this.learningRate, ...this.settings };
		if (this.clipNorm !== undefined) config.clipNorm = this.clipNorm;
		if (this.ema !== undefined) config.ema = this.ema;
		return config;
	}

	private disposeSlot(slot: Slot | undefined): void {
		slot?.m.dispose();
		slot?.v.dispose();
		slot?.average?.dispose();
	}

	override dispose(): void {
		for (const slot of this.slots) this.disposeSlot(slot);
		this.slots = [];
		this.pending = undefined;
	}

	static override fromConfig<T extends tf.serialization.Serializable>(
		cls: tf.serialization.SerializableConstructor<T>,
		config: tf.serialization.ConfigDict,
	): T {
		return new cls(config);
	}
}

tf.serialization.registerClass(AdamW as unknown as tf.serialization.SerializableConstructor<AdamW>);

/**
 * An AdamW optimizer.
 *
 * @example
 * model.compile({ optimizer: createAdamW({ learningRate: 2e-3, weightDecay: 0.02, clipNorm: 5 }), loss: 'categoricalCrossentropy' });
 */
export function createAdamW(options: AdamWOptions = {}): AdamW {
	return new AdamW(options);
}
