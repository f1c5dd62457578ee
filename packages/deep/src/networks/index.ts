import type { DeepKind, NetworkOptions } from '../types.js';
import { planCnn } from './cnn.js';
import { planCnnLstm } from './cnn-lstm.js';
import { planCnn1d } from './cnn1d.js';
import { planBilstm, planLstm } from './lstm.js';
import type { BuiltNetwork } from './network-plan.js';
import { planTransformer } from './transformer.js';

export { buildCnn } from './cnn.js';
export { buildCnnLstm } from './cnn-lstm.js';
export { buildCnn1d } from './cnn1d.js';
export { buildBilstm, buildLstm } from './lstm.js';
export { buildTransformer } from './transformer.js';

/** The plan of every kind of network. */
export const networkPlans: Readonly<Record<DeepKind, (options: NetworkOptions) => BuiltNetwork>> = {
	cnn: planCnn,
	cnn1d: planCnn1d,
	lstm: planLstm,
	bilstm: planBilstm,
	'cnn-lstm': planCnnLstm,
	transformer: planTransformer,
};

/** All kinds, in the order of the table in the README. */
export const deepKinds = Object.keys(networkPlans) as readonly DeepKind[];
