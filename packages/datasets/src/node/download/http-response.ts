import { SerError } from '@ser/core';

/** Redirects that are followed at most. */
const maxRedirects = 10;

/**
 * A GET that follows redirects itself: at most ten, only to http and https, never from https down to http.
 *
 * @throws {SerError} NETWORK for a forbidden or endless redirect; network failures as fetch throws them
 */
export async function get(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
	let at = parse(url, url);
	for (let hop = 0; hop <= maxRedirects; hop++) {
		const response = await fetch(at, {
			headers: { 'accept-encoding': 'identity', 'user-agent': '@ser/datasets', ...headers },
			redirect: 'manual',
			signal,
		});
		if (![301, 302, 303, 307, 308].includes(response.status)) return response;
		await response.body?.cancel();
		const location = response.headers.get('location');
		if (!location) throw new SerError('NETWORK', `${url}: a redirect (${response.status}) to nowhere`);
		const next = parse(location, at.href);
		if (at.protocol === 'https:' && next.protocol === 'http:') {
			throw new SerError('NETWORK', `${url}: a redirect from https to http (${next.href}) is not followed`);
		}
		at = next;
	}
	throw new SerError('NETWORK', `${url}: more than ${maxRedirects} redirects`);
}

function parse(location: string, base: string): URL {
	let url: URL;
	try {
		url = new URL(location, base);
	} catch (cause) {
		throw new SerError('NETWORK', `not an address: ${location}`, { cause });
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new SerError('NETWORK', `only http and https addresses are fetched, got ${url.href}`);
	}
	return url;
}

/** Milliseconds that a Retry-After header asks to wait, as seconds or as a date; undefined without one. */
export function retryAfter(header: string | null, now = Date.now()): number | undefined {
	if (header === null) return undefined;
	const seconds = Number(header.trim());
	if (header.trim() !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
	const date = Date.parse(header);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** First byte and total of a Content-Range header such as `bytes 100-199/500`; `bytes *`+`/500` has no first byte. */
export function contentRange(header: string | null): { first?: number; total?: number } | undefined {
	const found = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/i.exec(header?.trim() ?? '');
	if (!found) return undefined;
	return {
		...(found[1] !== undefined && { first: Number(found[1]) }),
		...(found[2] !== '*' && { total: Number(found[2]) }),
	};
}
