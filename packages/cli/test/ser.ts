import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/ser.mjs', import.meta.url));

export interface Ended {
	code: number | null;
	out: string;
	err: string;
}

/** Runs the built `ser` as a user does. */
export function ser(
	args: readonly string[],
	options: { cwd?: string; env?: NodeJS.ProcessEnv; input?: Uint8Array; killAfter?: RegExp } = {},
): Promise<Ended> {
	const child = spawn(process.execPath, [bin, ...args], {
		cwd: options.cwd,
		env: { ...process.env, NO_COLOR: '1', ...options.env },
	});
	let out = '';
	let err = '';
	child.stdout.on('data', (chunk) => {
		out += chunk;
	});
	child.stderr.on('data', (chunk) => {
		err += chunk;
		if (options.killAfter?.test(err)) child.kill('SIGKILL');
	});
	child.stdin.on('error', () => undefined);
	child.stdin.end(options.input);
	return new Promise((resolve) => {
		child.on('close', (code) => resolve({ code, out, err }));
	});
}
