import { createRandom, type Matrix, SerError } from '@ser/core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { predictWindows } from '../classifier/predict-windows.js';
import type { CropSource, HistoryEntry, Weights, WindowPlan } from '../types.js';
import { addToAverage } from './average-weights.js';
import { createBreather } from './breathe.js';
import { heldOutScores } from './held-out-scores.js';
import { learningRateAt } from './learning-rate.js';
import { stepsPerEpoch, type TrainSettings } from './settings.js';
import { cycleAt } from './snapshot-cycles.js';
import { mixBatch, type TargetPlan } from './targets.js';
import { createStepper } from './train-step.js';
import { copyState, type TrainingState } from './training-state.js';
import { readWeights, writeWeights } from './weight-store.js';

/** One network to train. */
export interface TrainJob {
	/** with its starting weights */
	model: LayersModel;
	crops: CropSource;
	frames: number;
	mels: number;
	targets: TargetPlan;
	settings: TrainSettings;
	batchSize: number;
	epochs: number;
	/** which network of an ensemble, 1-based */
	member: number;
	seed: string;
	/** clips that decide when to stop */
	heldOut?: { clips: Matrix[]; labels: Int32Array; patience: number; windows: WindowPlan };
	/** where an earlier run of the same job stood */
	resume?: TrainingState;
	signal?: AbortSignal;
	onEpoch(state: TrainingState): void | Promise<void>;
}

const mostHalvings = 5;

/** What a training leaves. */
export interface TrainResult {
	/** averaged weights, one a snapshot; with held-out clips those of the best epoch alone */
	members: Weights[];
	history: HistoryEntry[];
}

/**
 * Trains a network, whose own weights are those of the last step afterwards.
 *
 * @throws the signal's reason when aborted; {SerError} PARAMETER when the loss is not finite at any tried rate
 */
export async function trainNetwork(job: TrainJob): Promise<TrainResult> {
	const { model, epochs, settings, heldOut } = job;
	const breathe = createBreather();
	const clips = job.targets.labels.length;
	const steps = stepsPerEpoch(clips, job.batchSize);
	const { frames, mels, seed, targets } = job;
	const { weightDecay, clipNorm } = settings;
	const stepper = createStepper(model, { frames, mels, classes: targets.classes, weightDecay, clipNorm, seed });
	let state: TrainingState = job.resume ?? {
		epoch: 0,
		weights: readWeights(model),
		optimizer: stepper.getState(),
		rateScale: 1,
		snapshots: [],
		history: [],
	};
	restore(state);

	try {
		while (state.epoch < epochs && !isStale(state, heldOut?.patience)) {
			const before = copyState(state);
			const entry = await trainEpoch(state);
			if (!entry) {
				if (before.rateScale < 2 ** -mostHalvings * 1.5) {
					throw new SerError(
						'PARAMETER',
						`training broke off in epoch ${before.epoch + 1}: the loss is not finite, even after the learning rate was halved ${mostHalvings} times from ${settings.learningRate}`,
					);
				}
				state = { ...before, rateScale: before.rateScale / 2 };
				restore(state);
				continue;
			}
			state.epoch++;
			state.weights = readWeights(model);
			state.optimizer = stepper.getState();
			if (state.rateScale !== 1) entry.rateScale = state.rateScale;
			if (heldOut) await judge(state, entry);
			state.history.push(entry);
			if (state.epoch === cycleAt(state.epoch - 1, epochs, settings.snapshots).to) {
				state.snapshots.push(state.average ?? state.weights);
				state.average = undefined;
			}
			await job.onEpoch(state);
		}
	} finally {
		stepper.dispose();
	}
	return { members: state.best ? [state.best.weights] : state.snapshots, history: state.history };

	function restore({ weights, optimizer }: TrainingState): void {
		writeWeights(model, weights);
		stepper.setState(optimizer);
	}

	/** One pass over the clips; undefined when the loss was not finite. */
	async function trainEpoch(state: TrainingState): Promise<HistoryEntry | undefined> {
		const started = performance.now();
		const { epoch } = state;
		const cycle = cycleAt(epoch, epochs, settings.snapshots);
		const cycleSteps = (cycle.to - cycle.from) * steps;
		const order = createRandom(`${job.seed}/order/${epoch}`).shuffle(Int32Array.from({ length: clips }, (_, i) => i));
		const indicesOf = (step: number) =>
			order.slice(Math.floor((step * clips) / steps), Math.floor(((step + 1) * clips) / steps));
		let loss = 0;
		let right = 0;
		let learningRate = 0;
		let next = ahead(job.crops.crops(epoch, indicesOf(0)));
		for (let step = 0; step < steps; step++) {
			const indices = indicesOf(step);
			const crops = await next;
			if (step + 1 < steps) next = ahead(job.crops.crops(epoch, indicesOf(step + 1)));
			await breathe();
			job.signal?.throwIfAborted();
			const targets = mixBatch(crops, indices, job.targets, `${job.seed}/mix/${epoch}/${step}`);
			const cycleStep = (epoch - cycle.from) * steps + step;
			learningRate = state.rateScale * learningRateAt(cycleStep, cycleSteps, settings.learningRate);
			const batch = { crops, targets, rows: indices.length };
			const result = stepper.step(batch, learningRate, epoch * steps + step);
			if (!Number.isFinite(result.loss)) return undefined;
			loss += result.loss * indices.length;
			right += result.right;
			const averaged = cycleStep - Math.ceil(cycleSteps / 2);
			if (settings.averaging > 0 && averaged >= 0) {
				state.average = addToAverage(state.average, readWeights(model), settings.averaging, averaged);
			}
		}
		const seconds = (performance.now() - started) / 1000;
		return { epoch: epoch + 1, member: job.member, loss: loss / clips, accuracy: right / clips, learningRate, seconds };
	}

	/** Scores the averaged weights once there are any, the current ones before. */
	async function judge(state: TrainingState, entry: HistoryEntry): Promise<void> {
		const { clips, labels, windows } = heldOut!;
		const weights = state.average ?? state.weights;
		writeWeights(model, weights);
		const scores = heldOutScores(await predictWindows(model, clips, job.targets.classes, windows), labels);
		writeWeights(model, state.weights);
		Object.assign(entry, scores);
		const { best } = state;
		if (!best || scores.valUar > best.uar || (scores.valUar === best.uar && scores.valLoss < best.loss)) {
			state.best = { epoch: state.epoch, uar: scores.valUar, loss: scores.valLoss, weights: weights.slice() };
		}
	}
}

function isStale({ best, epoch }: TrainingState, patience: number | undefined): boolean {
	return best !== undefined && patience !== undefined && epoch - best.epoch >= patience;
}

/** A batch that is made while another is learnt from; its failure is heard where it is awaited, if it ever is. */
function ahead(crops: Float32Array | Promise<Float32Array>): Promise<Float32Array> {
	const promise = Promise.resolve(crops);
	promise.catch(() => {});
	return promise;
}
