import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What a peer says of one fit. */
export interface PeerAnswer {
	/** CPU milliseconds of the fit */
	fit: number;
	/** CPU milliseconds of predicting the held-out clips */
	predict: number;
	/** on the held-out clips */
	accuracy: number;
}

/** scikit-learn in a process of its own that answers one task a line, single-threaded. */
export class Peer {
	readonly #process: ChildProcessWithoutNullStreams;
	readonly #lines: AsyncIterator<string>;

	constructor(python: string, script: string, folder: string) {
		const env: NodeJS.ProcessEnv = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };
		// On this machine they hold numpy to the kernels of an older processor.
		delete env.OPENBLAS_CORETYPE;
		delete env.OPENBLAS_L2_SIZE;
		this.#process = spawn(python, ['-W', 'ignore', script, folder], { env });
		this.#process.stderr.pipe(process.stderr);
		this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
	}

	async ask<T>(question: object): Promise<T> {
		this.#process.stdin.write(`${JSON.stringify(question)}\n`);
		const { value, done } = await this.#lines.next();
		if (done) throw new Error('the peer ended early');
		return JSON.parse(value) as T;
	}

	close(): void {
		this.#process.stdin.end();
	}
}
