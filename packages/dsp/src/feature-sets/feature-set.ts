import { SerError } from '@ser/core';
import { createEgemaps } from './egemaps-set.js';
import { createLogmel } from './logmel.js';
import { createMfccSet } from './mfcc-set.js';
import { createRich } from './rich.js';
import { createTutorial180 } from './tutorial180.js';
import type { FeatureSet, FeatureSetOptions } from './types.js';

const factories = {
	tutorial180: createTutorial180,
	egemaps: createEgemaps,
	rich: createRich,
	logmel: createLogmel,
	mfcc: createMfccSet,
} satisfies Record<string, (options?: FeatureSetOptions) => FeatureSet>;

export type FeatureSetName = keyof typeof factories;

/** The names that `featureSet` knows. */
export const featureSetNames = /* @__PURE__ */ Object.keys(factories) as readonly FeatureSetName[];

/**
 * A feature set by its name.
 *
 * @param name 'tutorial180' (180 values a clip), 'egemaps' (88 a clip), 'rich' (3911 a clip), 'logmel' (64 a frame) or 'mfcc' (13 a frame)
 * @throws {SerError} PARAMETER for an unknown name, naming the known ones
 * @example
 * const { names, extract } = featureSet('rich');
 */
export function featureSet(name: FeatureSetName, options?: FeatureSetOptions): FeatureSet {
	if (!Object.hasOwn(factories, name)) {
		throw new SerError('PARAMETER', `feature set must be one of ${featureSetNames.join(', ')}, got ${name}`);
	}
	return factories[name](options);
}
