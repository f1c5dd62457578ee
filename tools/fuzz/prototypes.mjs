const watched = [Object, Array, Function, String, Number, Map, Set, Uint8Array, Float32Array, Promise].map(
	(type) => type.prototype,
);
const before = watched.map((prototype) => Reflect.ownKeys(prototype).length);

/** Whether the built-in prototypes have the keys that they had when the program began. */
export const prototypesUnchanged = () =>
	watched.every((prototype, i) => Reflect.ownKeys(prototype).length === before[i]);
