import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** Opens a page in the user's browser; does nothing where there is none. */
export function openPage(page: string): void {
	const [command, ...args] =
		process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
	spawn(command!, [...args, resolve(page)], { detached: true, stdio: 'ignore' })
		.on('error', () => undefined)
		.unref();
}
