type Child = Node | string | undefined;

/** An element with properties and children. Strings become text, never HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attributes: Record<string, string | boolean | (() => void)> = {},
	...children: Child[]
): HTMLElementTagNameMap[K] {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === 'function') node.addEventListener(name, value);
		else if (value === true) node.setAttribute(name, '');
		else if (value !== false) node.setAttribute(name, value);
	}
	for (const child of children) if (child !== undefined) node.append(child);
	return node;
}
