/** A table of plans by key. The key must hold every parameter that the plan depends on. */
export interface PlanCache<T> {
	get(key: string | number, create: () => T): T;
}

/**
 * Keeps the plans used last, so that a clip after a clip pays for its tables once.
 *
 * @param limit plans kept; beyond it the one unused for longest goes
 */
export function createPlanCache<T>(limit = 16): PlanCache<T> {
	const plans = new Map<string | number, T>();
	let latest: { key: string | number; plan: T } | undefined;
	return {
		get(key, create) {
			// The same plan again and again, as in streams, costs nothing.
			if (latest?.key === key) return latest.plan;
			const known = plans.get(key);
			if (known !== undefined) {
				plans.delete(key);
				plans.set(key, known);
				latest = { key, plan: known };
				return known;
			}
			const plan = create();
			plans.set(key, plan);
			latest = { key, plan };
			if (plans.size > limit) plans.delete(plans.keys().next().value!);
			return plan;
		},
	};
}
