import { createPlanCache } from '../plan-cache.js';

const modules = /* @__PURE__ */ createPlanCache<{ module: WebAssembly.Module | null }>(4);

/**
 * The exports of a module of SIMD kernels, on a memory of their own with room for `bytes` bytes. Addresses are bytes.
 *
 * @param hex the module's bytes
 * @returns undefined where WebAssembly SIMD is missing or forbidden
 */
export function createWasmKernels<Kernels>(
	name: string,
	hex: string,
	bytes: number,
): (Kernels & { readonly memory: WebAssembly.Memory }) | undefined {
	const { module } = modules.get(name, () => compile(hex));
	if (!module) return undefined;
	try {
		const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
		const { exports } = new WebAssembly.Instance(module, { env: { memory } });
		return { ...(exports as unknown as Kernels), memory };
	} catch {
		// Not enough memory: the plain code needs less.
		return undefined;
	}
}

function compile(hex: string): { module: WebAssembly.Module | null } {
	try {
		return { module: new WebAssembly.Module(bytesOf(hex)) };
	} catch {
		// No WebAssembly, no SIMD, or a page that forbids both: the plain code gives the same numbers.
		return { module: null };
	}
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(hex.length / 2);
	for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
	return bytes;
}
