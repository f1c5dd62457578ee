/**
 * Feeds damaged files to the readers: `node tools/fuzz/fuzz.mjs TARGET [--seed 1] [--executions 10000] [--from 0]`.
 * Needs built packages (`npm run build`). Execution i of seed s always gets the same input, so a finding is repeated with
 * `--seed s --from i --executions 1`. Ends with one line for benchmarks/results/fuzz.md; exits 1 after a finding.
 */
import { parseArgs } from 'node:util';
import { createRandom, SerError } from '../../packages/core/dist/index.js';
import { prototypesUnchanged } from './prototypes.mjs';
import { targets } from './targets/index.mjs';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		seed: { type: 'string', default: '1' },
		executions: { type: 'string', default: '10000' },
		from: { type: 'string', default: '0' },
		save: { type: 'string' },
	},
});
const name = positionals[0] ?? '';
if (!Object.hasOwn(targets, name)) {
	console.error(`name a target: ${Object.keys(targets).join(', ')}`);
	process.exit(2);
}
const [first, executions] = [Number(values.from), Number(values.executions)];
/** Longest one execution may take, in milliseconds of CPU. */
const patience = 2000;
const megabyte = 2 ** 20;

const target = await targets[name]();
const count = { accepted: 0, refused: 0, findings: 0 };
let slowest = 0;
let highest = 0;
const start = process.cpuUsage();
let current = first;
process.on('SIGINT', () => {
	console.error(`interrupted in execution ${current}`);
	process.exit(130);
});

for (current = first; current < first + executions; current++) {
	const input = target.make(createRandom(`${name}/${values.seed}/${current}`));
	const before = process.cpuUsage();
	const problem = await attempt(input);
	const used = process.cpuUsage(before);
	const milliseconds = (used.user + used.system) / 1000;
	slowest = Math.max(slowest, milliseconds);
	if (problem) finding(problem, input);
	else if (milliseconds > patience) finding(`took ${milliseconds.toFixed(0)} ms of CPU`, input);
	else if (!prototypesUnchanged()) {
		finding('changed a prototype', input);
		break;
	}
	if (current % 200 === 0) {
		highest = Math.max(highest, process.memoryUsage().rss);
		// Signals are only heard between turns of the event loop, which readers without I/O never end.
		await new Promise(setImmediate);
	}
}
await target.end?.();

const { user, system } = process.cpuUsage(start);
console.log(
	`| ${name} | ${values.seed} | ${executions} | ${count.accepted} | ${count.refused} | ${count.findings} | ${slowest.toFixed(0)} | ${(highest / megabyte).toFixed(0)} | ${((user + system) / 1e6).toFixed(0)} |`,
);
process.exit(count.findings > 0 ? 1 : 0);

/** What is wrong with how the reader took an input, or nothing. */
async function attempt(input) {
	try {
		const size = await target.read(input);
		count.accepted += 1;
		const limit = 4 * target.sizeOf(input) + 64 * megabyte;
		return size > limit ? `gave ${size} bytes for ${target.sizeOf(input)}` : undefined;
	} catch (error) {
		count.refused += 1;
		if (!(error instanceof SerError) && error?.name !== 'SerError') return `not a SerError: ${error?.stack ?? error}`;
		if (!target.codes.includes(error.code)) return `code ${error.code}: ${error.message}`;
		if (/[\n\r]/.test(error.message)) return `a message of several lines: ${error.message}`;
		if (error.message.length > 2000) return `a message of ${error.message.length} characters`;
		return undefined;
	}
}

function finding(problem, input) {
	count.findings += 1;
	if (count.findings > 20) return;
	console.log(`FINDING ${name} --seed ${values.seed} --from ${current} --executions 1: ${problem}`);
	console.log(`  input: ${target.show(input)}`);
}
