import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** The browser of the tests: Debian's Chromium, or the one that SER_CHROMIUM names. */
export const chromiumPath = process.env.SER_CHROMIUM ?? '/usr/bin/chromium';

/**
 * Whether browser tests can run; says so aloud when they cannot.
 *
 * @throws when SER_REQUIRE_BROWSER is 1 and there is no browser
 */
export function hasChromium(): boolean {
	if (existsSync(chromiumPath)) return true;
	const missing = `no Chromium at ${chromiumPath} (SER_CHROMIUM names another)`;
	if (process.env.SER_REQUIRE_BROWSER === '1') throw new Error(`browser tests are required, but there is ${missing}`);
	console.warn(`browser tests skipped: ${missing}`);
	return false;
}

/** Starts it without a window, with everything off that would reach out to the network. */
export function launchChromium(moreArgs: readonly string[] = []): Promise<Browser> {
	const quiet = [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--autoplay-policy=no-user-gesture-required',
	];
	return chromium.launch({ executablePath: chromiumPath, headless: true, args: [...quiet, ...moreArgs] });
}
