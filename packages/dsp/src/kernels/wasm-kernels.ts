import { createPlanCache } from '../plan-cache.js';

const modules = /* @__PURE__ */ createPlanCache<{ module: WebAssembly.Module | null }>(3);

/**
 * The exports of a module of SIMD kernels, on a memory of their own with room for `bytes` bytes. Addresses are bytes.
 *
 * @param base64 the module
 * @returns undefined where WebAssembly SIMD is missing or forbidden
 */
export function createWasmKernels<Kernels>(
	name: string,
	base64: string,
	bytes: number,
): (Kernels & { readonly memory: WebAssembly.Memory }) | undefined {
	const { module } = modules.get(name, () => compile(base64));
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

function compile(base64: string): { module: WebAssembly.Module | null } {
	try {
		return { module: new WebAssembly.Module(bytesOf(base64)) };
	} catch {
		// No WebAssembly, no SIMD, or a page that forbids both: the plain code gives the same numbers.
		return { module: null };
	}
}

/** Base64 to bytes; the audio thread of browsers has no `atob`. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
	const digits = text.replace(/=+$/, '');
	const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
	let bits = 0;
	let held = 0;
	let at = 0;
	for (const digit of digits) {
		held = ((held << 6) | alphabet.indexOf(digit)) & 0xffffff;
		bits += 6;
		if (bits < 8) continue;
		bits -= 8;
		bytes[at++] = (held >> bits) & 0xff;
	}
	return bytes;
}
