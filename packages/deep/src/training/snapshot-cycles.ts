/** Part of a training at whose end the weights are kept. */
export interface Cycle {
	/** first epoch, 0-based */
	from: number;
	/** the epoch after the last */
	to: number;
}

/** The cycle that an epoch belongs to, when `epochs` are shared out as evenly as they go among `snapshots` cycles. */
export function cycleAt(epoch: number, epochs: number, snapshots: number): Cycle {
	const start = (cycle: number) => Math.round((cycle * epochs) / snapshots);
	let cycle = 0;
	while (cycle < snapshots - 1 && epoch >= start(cycle + 1)) cycle++;
	return { from: start(cycle), to: start(cycle + 1) };
}
