type Json = Record<string, unknown>;

/**
 * The topology of a Keras model as Keras 2 wrote it, which is what TensorFlow.js reads: Keras 3 says `batch_shape`,
 * stores dtypes as policies, and connects layers by `keras_history`. A topology of Keras 2 comes back as it was.
 */
export function keras2Topology(topology: unknown): unknown {
	if (Array.isArray(topology)) return topology.map(keras2Topology);
	if (topology === null || typeof topology !== 'object') return topology;
	const { module, registered_name, build_config, ...rest } = topology as Json;
	const result: Json = {};
	for (const [key, value] of Object.entries(rest)) {
		if (key === 'batch_shape') result.batch_input_shape = value;
		else if (key === 'dtype') result.dtype = dtypeName(value);
		else if (key === 'inbound_nodes' && Array.isArray(value)) result.inbound_nodes = value.map(inboundNode);
		else if (key === 'input_layers' || key === 'output_layers') result[key] = listOfEnds(value);
		else result[key] = keras2Topology(value);
	}
	return result;
}

/** Weight names without the model's own name in front, as Keras 2 wrote them. */
export function keras2WeightName(name: string, layers: ReadonlySet<string>): string {
	const [first, ...rest] = name.split('/');
	return rest.length > 1 && !layers.has(first!) && layers.has(rest[0]!) ? rest.join('/') : name;
}

/** Names of all layers of a topology, not of the models that hold them. */
export function layerNames(topology: unknown, names = new Set<string>()): Set<string> {
	if (topology !== null && typeof topology === 'object') {
		const { class_name, config } = topology as { class_name?: string; config?: Json };
		if (class_name && typeof config?.name === 'string' && !config.layers) names.add(config.name);
		for (const value of Object.values(topology)) layerNames(value, names);
	}
	return names;
}

function dtypeName(value: unknown): unknown {
	return (value as { config?: { name?: string } } | null)?.config?.name ?? value;
}

/** `{ args: [tensor] | [[tensor, tensor]], kwargs }` becomes `[[layer, node, tensor, {}], …]`. */
function inboundNode(node: unknown): unknown {
	const { args } = node as { args?: unknown[] };
	if (!Array.isArray(args)) return node;
	const tensors = args.flat() as { config?: { keras_history?: [string, number, number] } }[];
	return tensors.flatMap(({ config }) => (config?.keras_history ? [[...config.keras_history, {}]] : []));
}

/** A single end is `[layer, node, tensor]` in Keras 3, a list of one in Keras 2. */
function listOfEnds(value: unknown): unknown {
	return Array.isArray(value) && typeof value[0] === 'string' ? [value] : value;
}
