import { setWasmPaths, version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { env, getBackend, setBackend, version_core } from '@tensorflow/tfjs-core';
import { registerChainedOps } from './chained-ops.js';
import { WasmTrainError } from './error.js';
import { allowDilatedConvGradient } from './kernels/conv2d-gradient.js';
import { registerKernels } from './kernels/register-kernels.js';
import { replaceTileGradient } from './kernels/tile-gradient.js';
import { dropoutRandom } from './layers/dropout-random.js';
import { FUSED_LAYERS } from './layers/fused-layers.js';
import { activeWasmBackend } from './runtime/backend-wasm.js';
import { withoutEmscriptenListeners } from './runtime/emscripten-listeners.js';
import { attachSimdModule } from './runtime/simd-module.js';
import { completeStockConv } from './stock-conv.js';

const TFJS_VERSION = '4.22.0';

/** How training on the wasm backend is switched on. */
export interface EnableWasmTrainingOptions {
	/** Use relaxed SIMD (one rounding in a·b+c): up to 1.3 times faster, but last bits depend on the processor. Default false. */
	relaxedSimd?: boolean;
	/** Where a browser finds tfjs' own .wasm files: a folder URL, or a map of all three names (see setWasmPaths of tfjs). */
	wasmPaths?: string | Record<string, string>;
	/** Base seed of the dropout masks of fused layers, default 0. */
	seed?: number;
}

/** What is running after `enableWasmTraining`. */
export interface WasmTraining {
	backend: 'wasm';
	simd: 'baseline' | 'relaxed';
	/** Names of the tfjs kernels that this package now answers for. */
	kernels: string[];
	/** Class names of the layers that saved models may use. */
	layers: string[];
}

/**
 * Makes the tfjs WASM backend the active one and able to train any tfjs model: registers the kernels that it lacks or that
 * are slow there. In Node nothing needs to be set up; in a browser tfjs' .wasm files must be served (`wasmPaths`).
 * Calling it again changes nothing.
 *
 * @throws {WasmTrainError} BACKEND_VERSION when tfjs is not 4.22.0, BACKEND_START when the backend does not start,
 *   BACKEND_MEMORY when its memory cannot be reached, SIMD when the engine has no WebAssembly SIMD
 * @example
 * await enableWasmTraining();
 * await model.fit(x, y, { epochs: 5 });
 */
export async function enableWasmTraining(options: EnableWasmTrainingOptions = {}): Promise<WasmTraining> {
	if (version_wasm !== TFJS_VERSION || version_core !== TFJS_VERSION) {
		throw new WasmTrainError(
			'BACKEND_VERSION',
			`@tensorflow/tfjs-core and tfjs-backend-wasm must be ${TFJS_VERSION}, got ${version_core} and ${version_wasm}`,
		);
	}
	registerChainedOps();
	completeStockConv();
	if (getActiveBackend() !== 'wasm') {
		// The threaded build does not start in Node, and its shared memory cannot be imported by the SIMD module.
		env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
		if (options.wasmPaths !== undefined) setWasmPaths(options.wasmPaths);
		const started = await withoutEmscriptenListeners(() => setBackend('wasm'));
		if (!started) {
			throw new WasmTrainError(
				'BACKEND_START',
				"tfjs' wasm backend did not start; in a browser pass wasmPaths: the folder from which tfjs-backend-wasm's .wasm files are served",
			);
		}
	}
	const backend = activeWasmBackend();
	if (!backend) throw new WasmTrainError('BACKEND_START', "tfjs' wasm backend is not active after setBackend('wasm')");
	const module = await attachSimdModule(backend, options.relaxedSimd ?? false);
	allowDilatedConvGradient();
	replaceTileGradient();
	if (options.seed !== undefined) dropoutRandom.setSeed(options.seed);
	const kernels = registerKernels();
	const layers = FUSED_LAYERS.map((layer) => layer.className);
	return { backend: 'wasm', simd: module.relaxed ? 'relaxed' : 'baseline', kernels, layers };
}

function getActiveBackend(): string | undefined {
	try {
		return getBackend();
	} catch {
		return undefined;
	}
}
