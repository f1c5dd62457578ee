/** The bytes of a base64 string. */
export function bytes(base64: string): Uint8Array {
	const text = atob(base64);
	const out = new Uint8Array(text.length);
	for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
	return out;
}

/** 16-bit little-endian numbers of a base64 string, on machines of either endianness. */
export function words(base64: string): Uint16Array {
	const raw = bytes(base64);
	const out = new Uint16Array(raw.length >> 1);
	for (let i = 0; i < out.length; i++) out[i] = (raw[2 * i] as number) | ((raw[2 * i + 1] as number) << 8);
	return out;
}

/** The page's data. */
export function pageData<T>(): T {
	return JSON.parse(document.getElementById('page-data')?.textContent ?? 'null') as T;
}
