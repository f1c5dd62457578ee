import tab from '@bomb.sh/tab/commander';
import { SerError } from '@ser/core';
import { Command, CommanderError } from 'commander';
import pc from 'picocolors';
import { addCommands } from './commands/index.js';
import { applyConfig, findConfig } from './config-file.js';
import { exitCodeOf, exitCodes } from './exit-codes.js';
import { version } from './version.js';

/**
 * Runs the command line and says how it ended.
 *
 * @param args without the program's name, e.g. `['train', 'recordings', '--model', 'svm']`
 * @returns the exit code, see `exit-codes.ts`
 */
export async function main(args: readonly string[]): Promise<number> {
	const interrupted = new AbortController();
	const onSignal = () => {
		if (interrupted.signal.aborted) process.exit(exitCodes.interrupted); // a second Ctrl-C does not wait
		interrupted.abort(new SerError('ABORTED', 'stopped; the same command goes on where it was'));
	};
	process.on('SIGINT', onSignal);
	process.on('SIGTERM', onSignal);
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'EPIPE') process.exit(0); // the reader (head, less) has seen enough
	});
	const program = new Command('ser')
		.description('Train, judge and apply speech emotion recognisers.')
		.version(version(), '-V, --version')
		.configureHelp({ helpWidth: Math.min(100, process.stdout.columns || 80), showGlobalOptions: false })
		.showHelpAfterError('(ser --help or ser COMMAND --help shows what there is)')
		.option('--config <file>', 'defaults for flags (default: ser.config.json or ser.config.ts in this folder)')
		.hook('preAction', async (_, command) => {
			const file: string | undefined = program.opts().config ?? findConfig();
			if (file) await applyConfig(command, file);
		})
		.exitOverride();
	addCommands(program, interrupted.signal);
	tab(program);
	try {
		await program.parseAsync(args, { from: 'user' });
		return typeof process.exitCode === 'number' ? process.exitCode : 0;
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
		return report(interrupted.signal.aborted ? interrupted.signal.reason : error, args.includes('--json'));
	} finally {
		process.off('SIGINT', onSignal);
		process.off('SIGTERM', onSignal);
	}
}

function report(error: unknown, json: boolean): number {
	if (error instanceof SerError) {
		if (json) process.stderr.write(`${JSON.stringify({ error: { code: error.code, message: error.message } })}\n`);
		else process.stderr.write(`${pc.red('ser:')} ${error.message}\n`);
		return exitCodeOf(error);
	}
	const { message, stack } = error as Error;
	process.stderr.write(`${pc.red('ser:')} unexpected error: ${message}\n`);
	process.stderr.write(
		process.env.SER_DEBUG ? `${stack}\n` : 'This is a bug in ser. SER_DEBUG=1 shows where it happened.\n',
	);
	return exitCodes.unexpected;
}
