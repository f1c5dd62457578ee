import type { serialization, Tensor } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';

/** The arguments that tfjs passes to `call`. */
export interface CallArguments {
	training?: boolean;
	mask?: Tensor | Tensor[] | null;
	initialState?: unknown;
	[name: string]: unknown;
}

/** A weight of a layer. */
export interface LayerWeight {
	read(): Tensor;
	write(value: Tensor): unknown;
}

/** A layer as its subclasses see it. */
export type StockLayer = layers.Layer & { activation?: { getClassName(): string; apply(x: Tensor): Tensor } };

/** The class of a stock layer. */
export interface StockClass {
	// biome-ignore lint/suspicious/noExplicitAny: each stock layer has its own arguments; the fused layers take the same
	new (args?: any): StockLayer;
	readonly className: string;
	fromConfig<T extends serialization.Serializable>(
		cls: serialization.SerializableConstructor<T>,
		config: serialization.ConfigDict,
	): T;
}

/**
 * The class of a stock layer. tfjs-layers exports only functions that create layers; a fused layer extends the class, so
 * that it has the same arguments, weights, serialisation and behaviour in every case it does not speed up.
 *
 * @param layer a layer of the class, created with a name of its own so that automatic names are not counted on
 */
export function stockClass(layer: layers.Layer): StockClass {
	return layer.constructor as unknown as StockClass;
}

/** The only input of a layer. */
export function onlyInput(inputs: Tensor | Tensor[]): Tensor {
	return Array.isArray(inputs) ? inputs[0]! : inputs;
}

/** The mask of the only input, or undefined. */
export function onlyMask({ mask }: CallArguments): Tensor | undefined {
	return (Array.isArray(mask) ? mask[0] : mask) ?? undefined;
}
