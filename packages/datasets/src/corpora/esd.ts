import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const labels = ['Angry', 'Happy', 'Neutral', 'Sad', 'Surprise'];
/** ESD's own `Emotional Speech Dataset` paper, table 1 and its speaker list. */
const women = new Set(['0001', '0002', '0003', '0007', '0009', '0015', '0016', '0017', '0018', '0019']);

/** ESD: speaker/emotion/speaker_number, e.g. `0011/Angry/0011_000351.wav`; 0001-0010 speak Mandarin, 0011-0020 English. */
export function parseEsdName(path: string): ParsedName | undefined {
	const { folders, stem } = pathParts(path);
	const found = /^(00(?:0[1-9]|1\d|20))_(\d{6})$/.exec(stem);
	const label = labels.find((name) => folders.some((folder) => folder.toLowerCase() === name.toLowerCase()));
	if (!found || !label) return undefined;
	const [, speaker, number] = found as unknown as string[];
	const partition = folders.find((folder) => /^(train|test|evaluation)$/i.test(folder))?.toLowerCase();
	return {
		corpusLabel: label,
		speaker: speaker!,
		sex: women.has(speaker!) ? 'female' : 'male',
		language: Number(speaker) <= 10 ? 'zh' : 'en',
		// 350 sentences in five emotions, numbered through: the same text every 350 files
		sentence: `${Number(speaker) <= 10 ? 'zh' : 'en'}${((Number(number) - 1) % 350) + 1}`,
		...(partition && { partition }),
	};
}

export const esd = corpusFromNames({
	name: 'esd',
	example: '0011/Angry/0011_000351.wav',
	uniqueNames: true,
	labels: { Angry: 'anger', Happy: 'happiness', Neutral: 'neutral', Sad: 'sadness', Surprise: 'surprise' },
	parseName: parseEsdName,
	notes: () => ['ESD was made for voice conversion: its train/test folders share speakers and are not used as a split'],
});
