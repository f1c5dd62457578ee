import { kernels as base64 } from '../generated/kernels.js';
import { createPlanCache } from '../plan-cache.js';

/** The exports of assembly/index.ts, on a memory of their own. Addresses are bytes. */
export interface WasmKernels {
	readonly memory: WebAssembly.Memory;
	power(
		input: number,
		window: number,
		half: number,
		twiddle: number,
		unpack: number,
		a: number,
		b: number,
		output: number,
	): void;
	project(row: number, length: number, weights: number, blocks: number, sums: number): void;
}

const modules = /* @__PURE__ */ createPlanCache<{ module: WebAssembly.Module | null }>(1);

/**
 * The SIMD kernels with room for `bytes` bytes.
 *
 * @returns undefined where WebAssembly SIMD is missing or forbidden
 */
export function createWasmKernels(bytes: number): WasmKernels | undefined {
	const { module } = modules.get('kernels', compile);
	if (!module) return undefined;
	try {
		const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
		const { exports } = new WebAssembly.Instance(module, { env: { memory } });
		return { ...(exports as unknown as Omit<WasmKernels, 'memory'>), memory };
	} catch {
		// Not enough memory: the plain code needs less.
		return undefined;
	}
}

function compile(): { module: WebAssembly.Module | null } {
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
