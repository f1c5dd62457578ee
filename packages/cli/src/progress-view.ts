import type { OnProgress, Progress } from '@ser/pipeline/node';
import { Listr, ListrLogger, ProcessOutput } from 'listr2';

const titles: Record<Progress['stage'], string> = {
	read: 'Read the corpus',
	features: 'Compute features',
	fit: 'Train and judge',
	report: 'Write the report',
	predict: 'Recognise',
	download: 'Download',
};

/** In pipes and CI, at most one line in this time. */
const QUIET_SECONDS = 10;

/**
 * Shows a job's stages on standard error: live lines with time left on a terminal, now and then a plain line elsewhere.
 *
 * @param stages in the order in which they come
 * @param job gets the callback to report to
 * @param quiet shows nothing
 */
export async function withProgress<T>(
	stages: readonly Progress['stage'][],
	job: (onProgress: OnProgress) => Promise<T>,
	{ quiet = false }: { quiet?: boolean } = {},
): Promise<T> {
	if (quiet) return job(() => undefined);
	return process.stderr.isTTY && !process.env.CI ? onTerminal(stages, job) : inLog(job);
}

type View = { title?: string };

async function onTerminal<T>(
	stages: readonly Progress['stage'][],
	job: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
	const steps = stages.map((stage) => ({ stage, began: deferred(), ended: deferred() }));
	let current = -1;
	const views = new Map<string, View>();
	const clock = createClock();
	const advance = (index: number) => {
		for (; current < index; current++) {
			if (current >= 0) steps[current]!.ended.resolve();
			steps[current + 1]?.began.resolve();
		}
	};
	advance(0);
	const running = job((progress) => {
		const index = stages.indexOf(progress.stage);
		if (index < 0) return;
		advance(index);
		const view = views.get(progress.stage);
		if (view) view.title = line(progress, clock(progress));
	}).finally(() => {
		for (const { began, ended } of steps) {
			began.resolve();
			ended.resolve();
		}
	});
	running.catch(() => undefined); // its error is thrown below, after the view has closed
	const list = new Listr(
		steps.map(({ stage, began, ended }) => ({
			title: titles[stage],
			task: async (_: unknown, view: View) => {
				views.set(stage, view);
				await began.promise;
				await ended.promise;
			},
		})),
		{
			registerSignalListeners: false,
			rendererOptions: {
				logger: new ListrLogger({
					useIcons: true,
					toStderr: [],
					processOutput: new ProcessOutput(process.stderr, process.stderr),
				}),
			},
		},
	);
	await list.run();
	return running;
}

async function inLog<T>(job: (onProgress: OnProgress) => Promise<T>): Promise<T> {
	let stage: Progress['stage'] | undefined;
	let saidAt = 0;
	const clock = createClock();
	return job((progress) => {
		const left = clock(progress);
		const now = performance.now();
		if (progress.stage === stage && now - saidAt < QUIET_SECONDS * 1000) return;
		if (progress.stage === stage && progress.share >= 1) return;
		stage = progress.stage;
		saidAt = now;
		process.stderr.write(`${line(progress, left)}\n`);
	});
}

const line = ({ stage, share, detail }: Progress, left: string) =>
	[titles[stage], detail, share < 1 ? left : ''].filter(Boolean).join(' · ');

/** Time left of the stage, from how long its share took so far; said after two seconds. */
function createClock(): (progress: Progress) => string {
	let stage: Progress['stage'] | undefined;
	let began = 0;
	return (progress) => {
		const now = performance.now();
		if (progress.stage !== stage) {
			stage = progress.stage;
			began = now;
		}
		const spent = (now - began) / 1000;
		if (spent < 2 || progress.share <= 0) return '';
		const seconds = Math.round((spent / progress.share) * (1 - progress.share));
		return seconds < 90 ? `${seconds} s left` : `${Math.round(seconds / 60)} min left`;
	};
}

function deferred() {
	let resolve!: () => void;
	const promise = new Promise<void>((done) => {
		resolve = done;
	});
	return { promise, resolve };
}
