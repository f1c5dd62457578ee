/**
 * How hard the synthetic corpus is: UAR on unseen speakers (5 folds of two), with whole feature sets and with each of a
 * few dozen single numbers alone. An honest SVM should land between .6 and .95, no single number above .45.
 *
 * Run from the repository root: node benchmarks/run.mjs synthetic-voices [seeds 1,2,3]
 */
import { resample } from '@ser/audio';
import { createLogistic, createStandardScaler, createSvm } from '@ser/classic';
import { createMatrix, type Matrix, takeRows } from '@ser/core';
import { speakerFolds, syntheticCorpus } from '@ser/datasets';
import { featureSet } from '@ser/dsp';

const seeds = (process.argv[2] ?? '1,2,3').split(',');
const cpuSeconds = () => process.cpuUsage().user / 1e6;

for (const seed of seeds) {
	const { corpus, waveform } = syntheticCorpus({ seed });
	const { clips } = corpus;
	const started = cpuSeconds();
	const waves = clips.map((clip) => waveform(clip));
	const seconds = waves.reduce((sum, wave) => sum + wave.samples.length / wave.sampleRate, 0);
	console.log(
		`seed ${seed}: ${clips.length} clips, ${seconds.toFixed(0)} s, ${(seconds / (cpuSeconds() - started)).toFixed(0)} × real time`,
	);
	const y = clips.map((clip) => clip.emotion);
	const { folds } = speakerFolds(clips, 5);
	const judge = async (x: Matrix, kind: 'svm' | 'logistic', C: number) => {
		const hits = new Map<string, [number, number]>();
		for (const fold of folds) {
			const scaler = createStandardScaler({ clip: 8 }).fit(takeRows(x, fold.train));
			const model =
				kind === 'svm' ? createSvm({ C, classWeight: 'balanced' }) : createLogistic({ C, classWeight: 'balanced' });
			await model.fit(
				scaler.transform(takeRows(x, fold.train)),
				fold.train.map((i) => y[i]!),
			);
			const predicted = await model.predict(scaler.transform(takeRows(x, fold.test)));
			fold.test.forEach((index, i) => {
				const [hit, all] = hits.get(y[index]!) ?? [0, 0];
				hits.set(y[index]!, [hit + (predicted[i] === y[index] ? 1 : 0), all + 1]);
			});
		}
		return [...hits.values()].reduce((sum, [hit, all]) => sum + hit / all, 0) / hits.size;
	};
	const columns = new Map<string, Matrix>();
	for (const name of ['tutorial180', 'egemaps', 'rich'] as const) {
		const set = featureSet(name);
		const x = createMatrix(clips.length, set.names.length);
		for (let i = 0; i < clips.length; i++) {
			const wave = waves[i]!.sampleRate === set.sampleRate ? waves[i]! : await resample(waves[i]!, set.sampleRate);
			x.data.set(set.extract(wave.samples).data, i * x.cols);
		}
		console.log(
			`  ${name}: SVM ${(await judge(x, 'svm', 1)).toFixed(3)}, logistic ${(await judge(x, 'logistic', 0.01)).toFixed(3)}`,
		);
		if (name !== 'egemaps') continue;
		for (let c = 0; c < x.cols; c++) {
			columns.set(
				set.names[c]!,
				createMatrix(
					clips.length,
					1,
					Float32Array.from(clips, (_, i) => x.data[i * x.cols + c]!),
				),
			);
		}
	}
	const alone: [string, number][] = [];
	for (const [name, column] of columns) alone.push([name, await judge(column, 'svm', 1)]);
	alone.sort((a, b) => b[1] - a[1]);
	console.log(
		`  best of the ${alone.length} eGeMAPS numbers alone: ${alone
			.slice(0, 3)
			.map(([name, uar]) => `${name} ${uar.toFixed(3)}`)
			.join(', ')}`,
	);
}
