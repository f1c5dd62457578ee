/** Values that readers of JSON do not expect. */
const values = [
	...[null, true, false, 0, -1, 1, 2, 0.5, 1e308, -1e308, 2 ** 31, 2 ** 32, 2 ** 53],
	...['', 'x', '0', '__proto__', 'constructor', '../../etc/passwd', 'a'.repeat(5000), [], {}, [[]], [null], [{}]],
	...[{ __proto__: null }, { $array: 'f32', offset: 0, length: 1e9 }, { $array: 'f64', offset: -8, length: 1 }],
	...[{ $array: 'constructor', offset: 0, length: 1 }, { $array: 'u8', base64: '!' }, { length: 1e9 }],
];
const keys = ['__proto__', 'constructor', 'prototype', 'length', 'toString', 'then', 'toJSON', '0', ''];

const pick = (random, list) => list[random.integer(list.length)];

/** All places of a JSON tree: the object or array that holds a value, and its key. */
function placesOf(tree, places = []) {
	if (typeof tree !== 'object' || tree === null) return places;
	for (const key of Object.keys(tree)) {
		places.push({ holder: tree, key });
		placesOf(tree[key], places);
	}
	return places;
}

/** Ways to damage a JSON tree in place: (holder, key, random, places). */
const treeMutations = [
	({ holder, key }, random) => (holder[key] = structuredClone(pick(random, values))),
	({ holder, key }, random) => (holder[key] = structuredClone(pick(random, values))),
	({ holder, key }) => (Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key]),
	({ holder, key }, random, places) => (holder[key] = structuredClone(pick(random, places).holder)),
	({ holder, key }, random) => {
		if (typeof holder[key] === 'number')
			holder[key] = pick(random, [-holder[key], holder[key] + 1, holder[key] * 2, holder[key] / 3, holder[key] * 1e6]);
		else if (typeof holder[key] === 'string') holder[key] = holder[key].slice(random.integer(holder[key].length + 1));
		else if (Array.isArray(holder[key])) holder[key] = holder[key].slice(random.integer(3));
	},
	({ holder, key }) => Array.isArray(holder) && holder.splice(Number(key), 0, structuredClone(holder[key])),
	({ holder }, random) => {
		// Assigning to `__proto__` would change the tree here instead of the text.
		if (Array.isArray(holder)) return;
		const value = structuredClone(pick(random, values));
		Object.defineProperty(holder, pick(random, keys), { value, enumerable: true, configurable: true, writable: true });
	},
];

/** Damages a JSON text through its tree, now and then through its characters. */
export function damageJson(text, random) {
	if (random.next() < 0.15) return damageText(text, random);
	const tree = JSON.parse(text);
	for (let k = 1 + random.integer(3); k > 0; k--) {
		const places = placesOf(tree);
		if (places.length === 0) break;
		// Half of the time near the top, where the structure is.
		const reach = random.next() < 0.5 ? Math.min(30, places.length) : places.length;
		pick(random, treeMutations)(places[random.integer(reach)], random, places);
	}
	return JSON.stringify(tree);
}

const oddText = [
	'"',
	'""',
	'"\n',
	',',
	',,,',
	';',
	'\t',
	'\r',
	'\r\n',
	'\0',
	'\uFEFF',
	'\u2028',
	'=1+1',
	'__proto__',
	'constructor',
	'../../../etc/passwd',
	'C:\\x',
	'/',
	'%00',
	'NaN',
	'1e999',
	'{',
	'[',
	'\\',
	'\ud800',
];

/** Damages any text: cuts, doubles, inserts and swaps pieces. */
export function damageText(text, random) {
	let out = text;
	for (let k = 1 + random.integer(3); k > 0; k--) {
		const at = random.integer(out.length + 1);
		const kind = random.integer(5);
		if (kind === 0) out = out.slice(0, at);
		else if (kind === 1) out = out.slice(0, at) + out.slice(at + random.integer(200));
		else if (kind === 2) out = out.slice(0, at) + pick(random, oddText).repeat(1 + random.integer(3)) + out.slice(at);
		else if (kind === 3) out = out.slice(0, at) + out.slice(at, at + 300).repeat(random.integer(10)) + out.slice(at);
		else out = out.slice(0, at) + String.fromCharCode(random.integer(256)) + out.slice(at + 1);
	}
	return out;
}

/** Damages a table: its cells, columns and rows, else its characters. */
export function damageTable(text, random) {
	if (random.next() < 0.4) return damageText(text, random);
	const mark = text.includes('\t') ? '\t' : ',';
	const rows = text.split('\n').map((line) => line.split(mark));
	for (let k = 1 + random.integer(3); k > 0; k--) {
		const row = pick(random, random.next() < 0.3 ? rows.slice(0, 1) : rows);
		const column = random.integer(row.length + 1);
		const kind = random.integer(5);
		if (kind === 0) row[column] = pick(random, oddText);
		else if (kind === 1) row.splice(column, 1);
		else if (kind === 2)
			row.splice(
				column,
				0,
				...new Array(random.integer(30)).fill(pick(random, [...oddText, 'emotion', 'path', 'speaker'])),
			);
		else if (kind === 3) rows.splice(random.integer(rows.length), 1);
		else rows.push(...new Array(random.integer(50)).fill(row));
		if (rows.length === 0) break;
	}
	return rows.map((row) => row.join(mark)).join(pick(random, ['\n', '\n', '\r\n', '\r']));
}
