import { createLabelEncoder, type FitOptions, type Matrix, SerError } from '@ser/core';
import { defaultLogMelRecipe } from '@ser/dsp';
import { networkPlans } from '../networks/index.js';
import { initialise } from '../networks/initialise.js';
import { createCropSource } from '../training/crop-source.js';
import { holdOut } from '../training/hold-out.js';
import { defaultBatchSize, defaultEpochs, trainSettings } from '../training/settings.js';
import { clipWeights } from '../training/targets.js';
import { trainNetwork } from '../training/train-network.js';
import { weightShapes } from '../training/weight-store.js';
import type { DeepKind, DeepOptions, TrainedModel, WindowPlan } from '../types.js';
import { checkLength } from './check-clips.js';
import { openCheckpoint } from './checkpoint.js';

/**
 * Trains the network, or the networks of an ensemble one after the other.
 *
 * @throws {SerError} INPUT when labels do not fit the clips or there is only one class, PARAMETER, FORMAT (checkpoint)
 */
export async function fitNetworks(
	kind: DeepKind,
	options: DeepOptions,
	clips: readonly Matrix[],
	y: readonly string[],
	{ groups, sampleWeight, signal, onProgress }: FitOptions,
): Promise<TrainedModel> {
	checkLength(kind, 'label', y, clips.length);
	checkLength(kind, 'group', groups, clips.length);
	checkLength(kind, 'sample weight', sampleWeight, clips.length);
	const encoder = createLabelEncoder(y);
	const { classes } = encoder;
	if (classes.length < 2) throw new SerError('INPUT', `${kind}: needs at least two classes, got only "${classes[0]}"`);
	signal?.throwIfAborted();

	const settings = trainSettings(options);
	const seed = String(options.seed ?? 1);
	const labels = encoder.encode(y);
	const stopping = options.earlyStopping === true ? {} : options.earlyStopping || undefined;
	const everything = { train: clips.map((_, i) => i), held: [] };
	const { train, held } = stopping ? holdOut(labels, groups, stopping.share ?? 0.2, seed) : everything;
	const trainLabels = Int32Array.from(train, (i) => labels[i]!);
	const weights = sampleWeight && Float64Array.from(train, (i) => sampleWeight[i]!);
	const trainClips = train.map((i) => clips[i]!);

	const batchSize = options.batchSize ?? defaultBatchSize(train.length);
	const epochs = options.epochs ?? defaultEpochs(train.length, batchSize);
	if (settings.snapshots > epochs) {
		throw new SerError('PARAMETER', `snapshots must be ≤ epochs (${epochs}), got ${settings.snapshots}`);
	}
	const { cropFrames, windows } = framesOf(options, clips);
	const network = { mels: clips[0]!.cols, size: options.size ?? 'base', dropout: settings.dropout } as const;
	const recipe = { ...(options.augment === false ? {} : (options.augment ?? defaultLogMelRecipe)), frames: cropFrames };
	const identity = { kind, network, settings, batchSize, epochs, recipe, windows, seed, stopping, y, groups };
	const checkpoint = await openCheckpoint(options.checkpoint, identity, clips);

	const members = checkpoint.members;
	const history = checkpoint.history;
	let layout: TrainedModel['layout'] = [];
	for (let member = 1; member <= settings.ensemble; member++) {
		const { model } = networkPlans[kind]({ ...network, classes: classes.length, layers: 'fused' });
		layout = weightShapes(model);
		if (member * settings.snapshots <= members.length) {
			model.dispose();
			continue;
		}
		const memberSeed = `${seed}/${member}`;
		const crops = await (options.cropSource ?? createCropSource)({ clips: trainClips, recipe, seed: memberSeed });
		try {
			initialise(model, memberSeed);
			const trained = await trainNetwork({
				model,
				crops,
				frames: cropFrames,
				mels: network.mels,
				targets: {
					labels: trainLabels,
					weights: clipWeights(trainLabels, classes.length, settings.classWeightPower, weights),
					classes: classes.length,
					labelSmoothing: settings.labelSmoothing,
					mixup: settings.mixup,
				},
				settings,
				batchSize,
				epochs,
				member,
				seed: memberSeed,
				heldOut: stopping && {
					clips: held.map((i) => clips[i]!),
					labels: Int32Array.from(held, (i) => labels[i]!),
					patience: stopping.patience ?? 10,
					windows,
				},
				resume: checkpoint.takeState(),
				signal,
				async onEpoch(state) {
					await checkpoint.keep(state, epochs);
					const loss = state.history.at(-1)?.loss;
					const done = (member - 1) * epochs + state.epoch;
					onProgress?.({ done, total: epochs * settings.ensemble, loss, unit: 'epoch' });
				},
			});
			members.push(...trained.members);
			history.push(...trained.history);
			await checkpoint.keepMember();
		} finally {
			await crops.close();
			model.dispose();
		}
	}
	await checkpoint.clear();
	return { kind, classes, network, windows, layout, members, history };
}

/** Crops of 192 frames and windows a third longer, or the longest clip where all are shorter than that. */
function framesOf(options: DeepOptions, clips: readonly Matrix[]): { cropFrames: number; windows: WindowPlan } {
	const longest = clips.reduce((most, clip) => Math.max(most, clip.rows), 32);
	const whole = 16 * Math.ceil(longest / 16);
	const cropFrames = options.cropFrames ?? Math.min(192, whole);
	const frames = options.windowFrames ?? Math.max(cropFrames, Math.min(Math.round((cropFrames * 4) / 3), whole));
	return { cropFrames, windows: { frames, mode: options.predict ?? 'centre' } };
}
