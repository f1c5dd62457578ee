/** Ends a test run with one plain line, `N passed, N failed, N skipped`, for machines that read logs. */
export default class PlainCountReporter {
	onTestRunEnd(modules) {
		const count = { passed: 0, failed: 0, skipped: 0 };
		for (const module of modules) {
			for (const test of module.children.allTests()) count[test.result().state] += 1;
			if (module.errors().length > 0) count.failed += 1;
		}
		console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
	}
}
