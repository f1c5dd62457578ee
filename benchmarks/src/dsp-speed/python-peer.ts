import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface PythonPeer {
	versions: Record<string, string>;
	/** @returns CPU seconds over all clips */
	run(job: string): Promise<number>;
	stop(): void;
}

/** Starts the librosa peer; null when there is no Python with librosa. */
export async function startPythonPeer(listing: string): Promise<PythonPeer | null> {
	const python = process.env.SER_PYTHON ?? 'python3';
	const child = spawn(python, ['benchmarks/peers/librosa_speed.py', listing], { stdio: ['pipe', 'pipe', 'ignore'] });
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	child.on('error', () => {});
	const first = await lines.next();
	if (first.done) return null;
	return {
		versions: JSON.parse(first.value),
		async run(job) {
			child.stdin.write(`${job}\n`);
			const answer = await lines.next();
			if (answer.done) throw new Error(`the Python peer ended in job ${job}`);
			return JSON.parse(answer.value);
		},
		stop: () => child.stdin.end(),
	};
}
