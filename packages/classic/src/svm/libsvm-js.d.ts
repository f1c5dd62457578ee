declare module 'libsvm-js/asm.js' {
	interface Svm {
		train(samples: number[][], labels: number[]): void;
		serializeModel(): string;
		free(): void;
	}
	const Svm: {
		new (options: object): Svm;
		SVM_TYPES: Record<'C_SVC', string>;
		KERNEL_TYPES: Record<'PRECOMPUTED', string>;
	};
	export default Svm;
}
