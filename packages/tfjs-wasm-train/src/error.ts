/** What can go wrong before training starts. */
export type WasmTrainErrorCode = 'BACKEND_VERSION' | 'BACKEND_MEMORY' | 'BACKEND_START' | 'SIMD' | 'PARAMETER';

/** Every error a user of this package can cause. */
export class WasmTrainError extends Error {
	override readonly name = 'WasmTrainError';

	constructor(
		readonly code: WasmTrainErrorCode,
		message: string,
	) {
		super(message);
	}
}
