import { oneLine } from '@ser/core';
import { expect, test } from 'vitest';

test('a quoted name stays on its line and cannot steer the terminal', () => {
	expect(oneLine('a\nb\r\n\tc')).toBe('a b c');
	expect(oneLine('\u001b[2Jgone\u0007\u0000\u2028x')).toBe(' [2Jgone x');
	expect(oneLine('ärger, 怒り')).toBe('ärger, 怒り');
	expect(oneLine('x'.repeat(1000)).length).toBe(301);
	expect(oneLine('abcdef', 3)).toBe('abc…');
});
