/** A colour for light backgrounds and the same hue for dark ones. */
export interface Ink {
	light: string;
	dark: string;
}

/**
 * One colour per emotion, the same in every plot and page.
 *
 * Found by annealing in OKLab: each emotion keeps its hue, and the smallest difference between any two is as large as it can be
 * for normal sight and for simulated protanopia, deuteranopia and tritanopia (Machado et al. 2009), with a contrast to the
 * surface of at least 2.7. A test measures it again.
 */
export const emotionInks: Readonly<Record<string, Ink>> = {
	anger: { light: '#ed173c', dark: '#d42214' },
	boredom: { light: '#613c08', dark: '#ddb98c' },
	calm: { light: '#31acb8', dark: '#41d3df' },
	disgust: { light: '#02800e', dark: '#9ffe72' },
	fear: { light: '#5f39bd', dark: '#7659f9' },
	happiness: { light: '#db8a01', dark: '#cd8904' },
	neutral: { light: '#74787b', dark: '#97989b' },
	other: { light: '#252d3a', dark: '#edeef0' },
	sadness: { light: '#4b73f2', dark: '#49a3f7' },
	surprise: { light: '#8f2478', dark: '#ab488d' },
};

/** Colours for what is not an emotion: runs, folds, groups, and labels a corpus made up. Found in the same way. */
export const seriesInks: readonly Ink[] = [
	{ light: '#123d8b', dark: '#2671cb' },
	{ light: '#d56e04', dark: '#f68130' },
	{ light: '#5ba386', dark: '#7eedb4' },
	{ light: '#d46fea', dark: '#f19dfb' },
	{ light: '#5f646d', dark: '#969aa2' },
	{ light: '#7d1328', dark: '#c2403b' },
];

/** The surfaces, inks and lines of plots and pages. */
export const themeInks: Readonly<Record<string, Ink>> = {
	surface: { light: '#ffffff', dark: '#14181d' },
	ink: { light: '#1b232c', dark: '#e8ecf0' },
	muted: { light: '#566270', dark: '#a3aeba' },
	line: { light: '#dfe4e9', dark: '#333c46' },
	accent: { light: '#1f5fae', dark: '#6aaaf5' },
	bad: { light: '#b3261e', dark: '#ff8a7a' },
};

/** The common emotions in the order of legends: by arousal and valence, so that neighbours are easily confused ones. */
export const emotionOrder: readonly string[] = [
	'neutral',
	'calm',
	'boredom',
	'sadness',
	'fear',
	'surprise',
	'happiness',
	'anger',
	'disgust',
	'other',
];

/**
 * The CSS colour of an emotion, as a variable that follows light and dark.
 *
 * @param label a common emotion; any other label gets a series colour by its place in `labels`
 */
export function emotionColor(label: string, labels: readonly string[] = []): string {
	if (Object.hasOwn(emotionInks, label)) return `var(--ser-${label})`;
	const strangers = labels.filter((name) => !Object.hasOwn(emotionInks, name));
	return seriesColor(Math.max(0, strangers.indexOf(label)));
}

/** The CSS colour of series `index`, as a variable that follows light and dark. */
export function seriesColor(index: number): string {
	return `var(--ser-series-${(index % seriesInks.length) + 1})`;
}

/** Labels in the order of legends: common emotions first, then the rest by name. */
export function orderLabels(labels: Iterable<string>): string[] {
	const place = (label: string) => (emotionOrder.includes(label) ? emotionOrder.indexOf(label) : emotionOrder.length);
	return [...new Set(labels)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** Every colour variable, for one theme: `name → hex`, names as in `--ser-name`. */
export function themeVariables(theme: 'light' | 'dark'): Record<string, string> {
	const variables: Record<string, string> = {};
	for (const [name, ink] of [...Object.entries(themeInks), ...Object.entries(emotionInks)])
		variables[name] = ink[theme];
	seriesInks.forEach((ink, index) => {
		variables[`series-${index + 1}`] = ink[theme];
	});
	return variables;
}

/** The declarations of every colour variable for one theme, as CSS. */
export function themeCss(theme: 'light' | 'dark'): string {
	return Object.entries(themeVariables(theme))
		.map(([name, value]) => `--ser-${name}:${value}`)
		.join(';');
}
