import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Runs a command with the repository's tools in its path.
 *
 * @returns {Promise<{ status: number, output: string, stdout: string }>} output is both streams together
 */
export function run(command, args, { cwd = root, env = {}, seconds = 300 } = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd,
			env: {
				...process.env,
				PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
				NO_COLOR: '1',
				FORCE_COLOR: '0',
				...env,
			},
			shell: process.platform === 'win32',
			timeout: seconds * 1000,
		});
		let output = '';
		let stdout = '';
		child.stdout.on('data', (data) => {
			output += data;
			stdout += data;
		});
		child.stderr.on('data', (data) => (output += data));
		child.on('error', (error) => resolve({ status: 1, output: `${command}: ${error.message}`, stdout }));
		child.on('close', (status, signal) => {
			resolve({
				status: status ?? 1,
				output: signal ? `${output}\n${command} stopped after ${seconds} s` : output,
				stdout,
			});
		});
	});
}
