import { type Matrix, SerError } from '@ser/core';
import { packState, type TrainingState, unpackState } from '../training/training-state.js';
import type { CheckpointStore, HistoryEntry, Weights } from '../types.js';

/** A training's checkpoint: what an earlier run left, and where this one leaves its own. */
export interface Checkpoint {
	/** weights and history of the networks that are done; added to by the caller */
	members: Weights[];
	history: HistoryEntry[];
	/** where the network after those stood; undefined the second time */
	takeState(): TrainingState | undefined;
	keep(state: TrainingState, epochs: number): Promise<void>;
	keepMember(): Promise<void>;
	clear(): Promise<void>;
}

interface Kept {
	fingerprint: string;
	members: Weights[];
	history: HistoryEntry[];
	state?: TrainingState;
}

/**
 * @param store undefined for a training that is not kept
 * @param identity everything but the clips that decides the result
 * @throws {SerError} FORMAT when the store holds another training
 */
export async function openCheckpoint(
	store: CheckpointStore | undefined,
	identity: unknown,
	clips: readonly Matrix[],
): Promise<Checkpoint> {
	const fingerprint = store ? `${hashText(JSON.stringify(identity))}-${hashClips(clips)}` : '';
	const found = unpackState(await store?.load()) as Kept | undefined;
	if (found && found.fingerprint !== fingerprint) {
		throw new SerError(
			'FORMAT',
			'the checkpoint belongs to a training with other data or options: remove it, or give another path',
		);
	}
	let state = found?.state;
	const members = found?.members ?? [];
	const history = found?.history ?? [];
	const save = (now?: TrainingState) => store?.save(packState({ fingerprint, members, history, state: now }));
	return {
		members,
		history,
		takeState() {
			const taken = state;
			state = undefined;
			return taken;
		},
		async keep(now, epochs) {
			if (now.epoch % (store?.everyEpochs ?? 5) === 0 && now.epoch < epochs) await save(now);
		},
		async keepMember() {
			await save();
		},
		async clear() {
			await store?.clear();
		},
	};
}

function hashText(text: string): string {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return (hash >>> 0).toString(16);
}

function hashClips(clips: readonly Matrix[]): string {
	let hash = 0x811c9dc5;
	for (const { data, rows } of clips) {
		const words = new Uint32Array(data.slice().buffer);
		hash = Math.imul(hash ^ rows, 0x01000193);
		for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193);
	}
	return (hash >>> 0).toString(16);
}
