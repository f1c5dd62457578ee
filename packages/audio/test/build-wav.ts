/** Builds WAV files from their parts, right or wrong ones. */

export interface WavParts {
	/** interleaved sample bytes */
	data: Uint8Array;
	/** format tag: 1 PCM, 3 float, 6 A-law, 7 mu-law */
	tag?: number;
	bits?: number;
	channels?: number;
	sampleRate?: number;
	blockAlign?: number;
	/** write WAVE_FORMAT_EXTENSIBLE with this sub-format */
	extensible?: boolean;
	riff?: 'RIFF' | 'RF64' | 'BW64';
	/** chunks before the format, between format and data, and after the data: name → body */
	before?: [string, Uint8Array][];
	between?: [string, Uint8Array][];
	after?: [string, Uint8Array][];
	/** the data chunk stands before the format chunk */
	dataFirst?: boolean;
	/** write the padding byte after chunks of odd length; default true */
	padding?: boolean;
	/** what the header claims */
	claimedData?: number;
	claimedRiff?: number;
}

const ascii = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const u16 = (value: number) => Uint8Array.of(value & 255, (value >> 8) & 255);
const u32 = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);

export function join(...parts: Uint8Array[]): Uint8Array {
	const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

export function buildWav(parts: WavParts): Uint8Array {
	const { data, tag = 1, bits = 16, channels = 1, sampleRate = 16000, riff = 'RIFF', padding = true } = parts;
	const blockAlign = parts.blockAlign ?? Math.ceil(bits / 8) * channels;
	const chunk = (id: string, body: Uint8Array, claimed = body.length) =>
		join(ascii(id), u32(claimed), body, new Uint8Array(padding ? body.length % 2 : 0));
	const head = (outer: number) =>
		join(u16(outer), u16(channels), u32(sampleRate), u32(sampleRate * blockAlign), u16(blockAlign), u16(bits));
	const guid = join(u16(tag), ascii('\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71'));
	const format = parts.extensible ? join(head(0xfffe), u16(22), u16(bits), u32(0), guid) : head(tag);
	const samples = chunk('data', data, riff === 'RIFF' ? parts.claimedData : 0xffffffff);
	const chunks = (list: [string, Uint8Array][] = []) => join(...list.map(([id, body]) => chunk(id, body)));
	const long = parts.claimedData ?? data.length;
	const ds64 =
		riff === 'RIFF' ? new Uint8Array() : chunk('ds64', join(u32(0), u32(0), u32(long), u32(0), new Uint8Array(12)));
	const middle = parts.dataFirst
		? [samples, chunks(parts.between), chunk('fmt ', format)]
		: [chunk('fmt ', format), chunks(parts.between), samples];
	const body = join(ascii('WAVE'), ds64, chunks(parts.before), ...middle, chunks(parts.after));
	return join(ascii(riff), u32(parts.claimedRiff ?? (riff === 'RIFF' ? body.length : 0xffffffff)), body);
}

/** 16-bit samples as bytes. */
export const int16 = (...values: number[]): Uint8Array => new Uint8Array(Int16Array.from(values).buffer);
export const float32 = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);
export const float64 = (...values: number[]): Uint8Array => new Uint8Array(Float64Array.from(values).buffer);
export const text = (value: string): Uint8Array => new TextEncoder().encode(value);
