import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SerError } from '@ser/core';
import { lineOf, parseJson, reasonOf } from '@ser/pipeline/node';
import type { Command, Option } from 'commander';

/**
 * Defaults for the flags of each command, by the flags' long names, e.g.
 * `{ "train": { "features": "egemaps", "folds": "loso" }, "all": { "workers": 2 } }`.
 */
export type SerConfig = Record<string, Record<string, unknown>>;

/** For `ser.config.ts`: checks the shape in an editor. */
export const defineConfig = (config: SerConfig): SerConfig => config;

const NAMES = ['ser.config.json', 'ser.config.ts', 'ser.config.mts', 'ser.config.js', 'ser.config.mjs'];

/** The configuration file of a folder, if it has one. */
export function findConfig(dir = '.'): string | undefined {
	return NAMES.map((name) => resolve(dir, name)).find((path) => existsSync(path));
}

/**
 * Puts the values of a configuration file behind the flags that were not typed.
 *
 * @throws {SerError} FORMAT when it is not JSON, PARAMETER for an unknown command, flag or value; each with the line
 */
export async function applyConfig(command: Command, file: string): Promise<void> {
	const text = await readFile(file, 'utf8').catch((cause) => {
		throw new SerError('FILE', `${file}: ${reasonOf(cause)}`, { cause });
	});
	const config = file.endsWith('.json') ? parseJson(text, file) : await evaluate(file);
	const fail = (path: string, message: string) => {
		const line = lineOf(text, path) ?? lineOfKey(text, path);
		return new SerError('PARAMETER', `${file}${line ? `:${line}` : ''}: ${message}`);
	};
	if (typeof config !== 'object' || config === null) {
		throw new SerError('FORMAT', `${file}: must hold an object, e.g. { "train": { "features": "rich" } }`);
	}
	const commands = command.parent?.commands ?? [];
	const known = [...commands.map((one) => one.name()), 'all'];
	for (const [name, flags] of Object.entries(config as SerConfig)) {
		if (!known.includes(name)) throw fail(name, `no such command: ${name} (known: ${known.join(', ')})`);
		if (typeof flags !== 'object' || flags === null) throw fail(name, `${name} must be an object of flags`);
		const target = name === 'all' ? command : commands.find((one) => one.name() === name)!;
		for (const [flag, value] of Object.entries(flags)) {
			const option = target.options.find((one) => one.attributeName() === flag || one.name() === flag);
			if (!option && name === 'all' && commands.some((one) => one.options.some((other) => other.name() === flag)))
				continue;
			if (!option) throw fail(`${name}.${flag}`, `${name} has no flag --${flag}`);
			if (target !== command || !['default', undefined].includes(command.getOptionValueSource(option.attributeName())))
				continue;
			command.setOptionValueWithSource(
				option.attributeName(),
				parsed(option, value, (why) => fail(`${name}.${flag}`, why)),
				'config',
			);
		}
	}
}

function parsed(option: Option, value: unknown, fail: (message: string) => SerError): unknown {
	const flag = `--${option.name()}`;
	if (option.isBoolean()) {
		if (typeof value !== 'boolean') throw fail(`${flag} must be true or false, got ${JSON.stringify(value)}`);
		return value;
	}
	if (option.argChoices && !option.argChoices.includes(String(value))) {
		throw fail(`${flag} must be one of ${option.argChoices.join(', ')}, got ${JSON.stringify(value)}`);
	}
	if (typeof value === 'object') return value;
	try {
		return option.parseArg && !option.argChoices ? option.parseArg(String(value), undefined) : value;
	} catch (error) {
		throw fail(`${flag}: ${(error as Error).message}`);
	}
}

async function evaluate(file: string): Promise<unknown> {
	const { createJiti } = await import('jiti');
	try {
		return await createJiti(import.meta.url).import(file, { default: true });
	} catch (cause) {
		throw new SerError('FORMAT', `${file}: ${(cause as Error).message}`, { cause });
	}
}

/** The line of a key that is written without quotes. */
function lineOfKey(text: string, path: string): number | undefined {
	const key = path.split('.').at(-1)!;
	const at = text.search(new RegExp(`\\b${key.replace(/[^\w]/g, '\\$&')}\\b\\s*:`));
	return at < 0 ? undefined : text.slice(0, at).split('\n').length;
}
