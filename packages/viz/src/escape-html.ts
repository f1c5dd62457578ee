const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for HTML content and for quoted attribute values. */
export function escapeHtml(text: string | number): string {
	return String(text).replace(/[&<>"']/g, (char) => entities[char] as string);
}

/** Plain data as JSON that can stand inside a `<script type="application/json">`, whatever the strings contain. */
export function scriptJson(data: unknown): string {
	return JSON.stringify(data)
		.replace(/</g, '\\u003c')
		.replace(/\u2028/g, '\\u2028')
		.replace(/\u2029/g, '\\u2029');
}
