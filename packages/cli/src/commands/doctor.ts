import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { decodeAudio, encodeWav, resample } from '@ser/audio';
import { featureSet } from '@ser/dsp';
import type { Command } from 'commander';
import pc from 'picocolors';
import { exitCodes } from '../exit-codes.js';
import { version } from '../version.js';
import { addWorkOptions, cacheDirOf, type WorkFlags } from './options.js';

interface Check {
	name: string;
	ok: boolean;
	detail: string;
}

export function addDoctor(program: Command): void {
	addWorkOptions(program.command('doctor').description('check that this machine can do the work'))
		.addHelpText('after', '\nExamples:\n  ser doctor\n  ser doctor --json')
		.action(async (flags: WorkFlags) => {
			const checks = [node(), machine(), await cacheFolder(flags), await audio(), features(), await networks()];
			if (flags.json) process.stdout.write(`${JSON.stringify({ version: version(), checks })}\n`);
			else {
				const mark = (ok: boolean) => (ok ? pc.green('✓') : pc.red('✗'));
				for (const { name, ok, detail } of checks) process.stdout.write(`${mark(ok)} ${name.padEnd(10)} ${detail}\n`);
			}
			if (checks.some(({ ok }) => !ok)) process.exitCode = exitCodes.data;
		});
}

function node(): Check {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const ok = major > 20 || (major === 20 && minor >= 19);
	return { name: 'Node', ok, detail: `${process.versions.node}${ok ? '' : ', needs 20.19 or newer'}` };
}

const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

function machine(): Check {
	const free = freemem();
	return {
		name: 'machine',
		ok: free > 2 ** 29,
		detail: `${availableParallelism()} cores, ${gigabytes(free)} of ${gigabytes(totalmem())} memory free`,
	};
}

async function cacheFolder(flags: WorkFlags): Promise<Check> {
	const dir = cacheDirOf(flags);
	if (!dir) return { name: 'cache', ok: true, detail: 'off' };
	try {
		await mkdir(dir, { recursive: true });
		await access(dir, constants.W_OK);
		const { bavail, bsize } = await statfs(dir);
		return { name: 'cache', ok: bavail * bsize > 2 ** 29, detail: `${dir}, ${gigabytes(bavail * bsize)} free` };
	} catch (error) {
		return { name: 'cache', ok: false, detail: `${dir}: ${(error as Error).message}; use --cache DIR or SER_CACHE` };
	}
}

/** A tone through the WAV writer, the reader and the resampler. */
async function audio(): Promise<Check> {
	try {
		const tone = { samples: Float32Array.from({ length: 4410 }, (_, i) => 0.5 * Math.sin(i / 20)), sampleRate: 44100 };
		const decoded = await decodeAudio(await encodeWav(tone, { bitDepth: 16 }));
		const { samples } = await resample(decoded, 16000);
		return { name: 'audio', ok: samples.length === 1600, detail: 'WAV, AIFF, FLAC, MP3, OGG; resampling' };
	} catch (error) {
		return { name: 'audio', ok: false, detail: (error as Error).message };
	}
}

function features(): Check {
	try {
		const set = featureSet('tutorial180');
		const started = performance.now();
		set.extract(Float32Array.from({ length: set.sampleRate }, (_, i) => Math.sin(i / 9)));
		const milliseconds = performance.now() - started;
		return { name: 'features', ok: true, detail: `one second of sound in ${milliseconds.toFixed(0)} ms` };
	} catch (error) {
		return { name: 'features', ok: false, detail: (error as Error).message };
	}
}

async function networks(): Promise<Check> {
	try {
		const { prepareBackend } = await import('@ser/deep');
		const backend = await prepareBackend('auto');
		const fast = String(backend).includes('wasm');
		return { name: 'networks', ok: true, detail: fast ? 'train on WebAssembly SIMD' : `train on ${backend}: slow` };
	} catch (error) {
		return { name: 'networks', ok: false, detail: (error as Error).message };
	}
}
