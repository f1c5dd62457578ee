import { readFile } from 'node:fs/promises';
import { SerError } from '@ser/core';
import { describe, expect, it } from 'vitest';
import { exploreHtml, reportHtml, timelineHtml } from '../src/node/index.js';
import { syntheticExplore, syntheticTimelineInput } from './synthetic-explore.js';
import { syntheticRun } from './synthetic-run.js';

const evil = '"><script>window.hacked = true</script>';
const run = syntheticRun({ clips: 160, path: (i) => (i === 3 ? `/data/demo/${evil}.wav` : `/data/demo/${i}.wav`) });
const text = (html: string) =>
	html
		.replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ');

describe('reportHtml', () => {
	const html = reportHtml([run]);

	it('opens with the result as a plain sentence', () => {
		const right = Math.round(100 * run.metrics.uar);
		expect(text(html)).toContain(
			`On speakers it never heard, this model names the right one of 8 emotions ${right} times in 100; chance is 12.5.`,
		);
	});

	it('holds protocol, leak check, scores, calibration, groups, curves, features and the command', () => {
		const words = text(html);
		for (const part of [
			'5 folds by speaker',
			'Leak check passed.',
			'Speakers were read from folder names.',
			'The most frequent mistake',
			'Expected calibration error',
			'By sex:',
			'At the end it named',
			'Features by importance to the model',
			'npx ser train data/demo',
			'&quot;model&quot;: &quot;logistic&quot;',
		]) {
			expect(words).toContain(part);
		}
		for (const { label } of run.metrics.perClass) expect(words).toContain(label);
	});

	it('asks nothing of the network', () => {
		const outside = html
			.replace(/<script[\s\S]*?<\/script>/g, '')
			.match(/(?:src|href|url)\s*[=(]\s*["']?(?!#|data:)[^\s"')>]+/g);
		expect(outside).toBeNull();
		expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
	});

	it('lets no file name become markup', () => {
		expect(html).not.toContain('<script>window.hacked');
		expect(html).not.toContain('"><script>');
		expect(html.match(/<script/g)).toHaveLength(2);
	});

	it('stamps LEAKY on every number and plot of a leaky run, and on none of a clean one', () => {
		const leaky = reportHtml([syntheticRun({ clips: 160, leaky: true, features: false })]);
		expect(text(html)).not.toContain('LEAKY');
		expect(text(leaky)).toContain('Expect much less from a new voice');
		for (const [figure] of leaky.matchAll(/<(dd|p class="figure")>[\s\S]*?<\/(dd|p)>/g))
			expect(figure).toContain('LEAKY');
		const scores = [...leaky.matchAll(/<figure[\s\S]*?<\/figure>/g)]
			.map(([figure]) => figure)
			.filter((figure) => /aria-label="[^"]*(recall|UAR|Reliability|Learning)/.test(figure));
		expect(scores.length).toBeGreaterThan(2);
		for (const figure of scores) expect(figure).toContain('>LEAKY</text>');
	});

	it('compares several runs: clean ones first, tests between them, and says when they judged different clips', () => {
		const other = syntheticRun({
			name: 'Weaker',
			clips: 160,
			skill: 1,
			seed: 2,
			history: false,
			features: false,
			path: (i) => `/data/demo/${i}.wav`,
		});
		const leaky = syntheticRun({ name: 'Leaky', clips: 160, skill: 4, leaky: true, history: false, features: false });
		const compared = {
			...run,
			features: undefined,
			compare: [
				{
					against: 'Weaker',
					test: 'paired bootstrap',
					difference: 0.2,
					p: 0.0001,
					pCorrected: 0.0002,
					correction: 'Holm',
				},
			],
		};
		const words = text(reportHtml([leaky, compared, other]));
		expect(words.indexOf(run.name)).toBeLessThan(words.lastIndexOf('Leaky'));
		expect(words).toContain('+20.0 points');
		expect(words).toContain('p &lt; .001');
		expect(words).toContain('These runs judged different clips.');
		expect(text(reportHtml([other, { ...other, name: 'Again' }]))).not.toContain('judged different clips');
	});

	it('is under 5 MB for 1200 clips with pictures, and for 10,000 with the default number of pictures', () => {
		expect(reportHtml([syntheticRun({ clips: 1200 })]).length).toBeLessThan(5e6);
		expect(
			reportHtml([syntheticRun({ clips: 10_000, speakers: 91, history: false, features: false })]).length,
		).toBeLessThan(5e6);
	});

	it('shows what there is: no history, features, pictures, groups or leak check', () => {
		const bare = {
			...run,
			history: undefined,
			features: undefined,
			clips: undefined,
			leakCheck: undefined,
			notes: undefined,
			command: undefined,
			metrics: { ...run.metrics, groups: {}, perSpeaker: [] },
		};
		const words = text(reportHtml([bare]));
		expect(words).toContain('No leak check was recorded');
		expect(words).not.toContain('How it learned');
		expect(words).not.toContain('For whom it works');
	});

	it('survives numbers that could not be computed', () => {
		const { metrics } = run;
		const broken = {
			...run,
			metrics: {
				...metrics,
				rocAuc: Number.NaN,
				uarInterval: [Number.NaN, Number.NaN] as const,
				calibration: { ...metrics.calibration, bins: [] },
			},
		};
		expect(text(reportHtml([broken]))).not.toMatch(/NaN|undefined/);
	});

	it('refuses nothing to report, by name', () => {
		expect(() => reportHtml([])).toThrow(SerError);
		expect(() => reportHtml([{ ...run, judgements: [] }])).toThrow(
			/"Rich features, logistic regression" has no judged clips/,
		);
	});
});

describe('exploreHtml', () => {
	const input = syntheticExplore({ clips: 240 });
	const html = exploreHtml(input);
	it('says what is in the corpus and what is wrong with it', () => {
		const words = text(html);
		for (const part of [
			'240 clips',
			'20 speakers in 8 emotions',
			'2 sample rates.',
			'at full scale',
			'identical sound',
			'Git LFS pointer',
			'sarcasm: 4 clips',
			'11 features of 16 differ',
		]) {
			expect(words).toContain(part);
		}
	});
	it('finds speakers with one emotion and recordings at different levels', () => {
		const clips = input.clips.map((clip) =>
			clip.speaker === 'demo:01' ? { ...clip, emotion: 'anger', levelDb: -60 } : clip,
		);
		const words = text(exploreHtml({ ...input, clips, features: undefined, examples: [] }));
		expect(words).toContain('1 speaker with a single emotion');
		expect(words).toMatch(/demo:01 is \d\d dB quieter than/);
	});
	it('needs only clips', () => {
		expect(text(exploreHtml({ name: evil, clips: input.clips.slice(0, 1) }))).toContain('1 clip, ');
		expect(() => exploreHtml({ name: 'x', clips: [] })).toThrow(SerError);
	});
	it('asks nothing of the network, and lets no name become markup', () => {
		const odd = exploreHtml({
			...input,
			examples: [],
			features: undefined,
			name: evil,
			skipped: [{ path: evil, reason: evil }],
			suspicious: [{ path: evil, emotion: evil, reason: evil }],
		});
		expect(odd).not.toContain('<script>window');
		expect(odd).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
	});
});

describe('timelineHtml', () => {
	it('says what is heard most, and lists the passages', () => {
		const words = text(timelineHtml(syntheticTimelineInput()));
		expect(words).toContain('In 3 min 0 s, the voice sounds most often like');
		expect(words).toContain('0:00–0:24');
		expect(words).toContain('The sound is not linked in this page.');
	});
	it('keeps an hour of one-second windows under 1 MB', () => {
		const { segments, ...rest } = syntheticTimelineInput();
		const hour = Array.from({ length: 3600 }, (_, s) => {
			const probabilities = segments[s % segments.length]?.probabilities ?? [];
			return { startSeconds: s, endSeconds: s + 2, probabilities };
		});
		expect(timelineHtml({ ...rest, segments: hour }).length).toBeLessThan(1.2e6);
	});
	it('refuses an empty recording', () => {
		expect(() => timelineHtml({ ...syntheticTimelineInput(), segments: [] })).toThrow(SerError);
	});
});

it('what runs in the pages is built from the present sources (node build-client.mjs)', async () => {
	const builder = '../build-client.mjs';
	const { generate } = (await import(builder)) as { generate(): Promise<Record<string, string>> };
	for (const [file, wanted] of Object.entries(await generate())) {
		const found = await readFile(new URL(`../src/generated/${file}`, import.meta.url), 'utf8');
		expect(found === wanted, `${file} is stale`).toBe(true);
	}
});
