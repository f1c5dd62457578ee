/**
 * Seeds of the dropout masks of fused layers. A mask depends on the base seed, the step, and how many masks have been drawn
 * in that step: a trainer that sets the step gets the same masks after a restart.
 */
class DropoutRandom {
	private base = 0;
	private step = 0;
	private drawn = 0;

	/** Starts over from a seed. */
	setSeed(seed: number): void {
		this.base = seed;
		this.setStep(0);
	}

	/** To be called before each training step, with its number, where training must be repeatable across restarts. */
	setStep(step: number): void {
		this.step = step;
		this.drawn = 0;
	}

	/** The seed of the next mask, a 32-bit integer. */
	next(): number {
		let h = Math.imul(this.base ^ 0x9e3779b9, 0x85ebca6b);
		for (const value of [this.step, this.drawn++]) {
			h = Math.imul(h ^ (h >>> 16) ^ value, 0xc2b2ae35);
			h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
		}
		return (h ^ (h >>> 15)) | 0;
	}
}

/** The one source that all fused layers draw from. */
export const dropoutRandom: Pick<DropoutRandom, 'setSeed' | 'setStep' | 'next'> = new DropoutRandom();
