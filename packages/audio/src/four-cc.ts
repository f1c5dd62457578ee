/** Four bytes as text, one character a byte (`RIFF`, `fmt `); shorter at the end of the data. */
export function fourCc(bytes: Uint8Array, offset: number): string {
	return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}
