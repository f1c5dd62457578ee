import {
	corpusFacts,
	corpusParsers,
	detectCorpus,
	parseAesddName,
	parseBavedName,
	parseCafeName,
	parseCasiaName,
	parseCremaDName,
	parseEmodbName,
	parseEmovoName,
	parseEsdName,
	parseJlCorpusName,
	parseMesdName,
	parseRavdessName,
	parseSaveeName,
	parseShemoName,
	parseSubescoName,
	parseTessName,
	parseUrduName,
} from '@ser/datasets';
import { describe, expect, it } from 'vitest';

const cases: [string, (path: string) => unknown, string, Record<string, unknown>][] = [
	[
		'ravdess',
		parseRavdessName,
		'Actor_12/03-01-06-01-02-01-12.wav',
		{ corpusLabel: 'fearful', speaker: '12', sex: 'female', sentence: '02', intensity: 'normal', take: '01' },
	],
	[
		'ravdess, song',
		parseRavdessName,
		'Actor_01/03-02-05-02-01-02-01.wav',
		{ corpus: 'ravdess-song', speakerCorpus: 'ravdess', corpusLabel: 'angry', sex: 'male', intensity: 'strong' },
	],
	[
		'tess',
		parseTessName,
		'OAF_Pleasant_surprise/OAF_back_ps.wav',
		{ corpusLabel: 'ps', speaker: 'OAF', sentence: 'back' },
	],
	[
		'tess, the odd file',
		parseTessName,
		'OAF_neutral/OA_bite_neutral.wav',
		{ speaker: 'OAF', mended: 'speaker OA read as OAF' },
	],
	[
		'emodb',
		parseEmodbName,
		'wav/03a01Fa.wav',
		{ corpusLabel: 'Freude', speaker: '03', sex: 'male', sentence: 'a01', take: 'a' },
	],
	['emodb, a woman', parseEmodbName, '16b10Wb.wav', { corpusLabel: 'Wut', sex: 'female', sentence: 'b10' }],
	[
		'emovo',
		parseEmovoName,
		'f1/dis-f1-b1.wav',
		{ corpusLabel: 'disgusto', speaker: 'f1', sex: 'female', sentence: 'b1' },
	],
	[
		'savee, folders',
		parseSaveeName,
		'AudioData/DC/sa01.wav',
		{ corpusLabel: 'sadness', speaker: 'DC', sentence: 'sa01' },
	],
	['savee, one folder', parseSaveeName, 'ALL/KL_su15.wav', { corpusLabel: 'surprise', speaker: 'KL' }],
	['savee, one letter', parseSaveeName, 'JE_a03.wav', { corpusLabel: 'anger', speaker: 'JE' }],
	[
		'crema-d',
		parseCremaDName,
		'AudioWAV/1001_IEO_ANG_HI.wav',
		{ corpusLabel: 'ANG', speaker: '1001', sex: 'male', intensity: 'high', sentence: 'IEO' },
	],
	[
		'crema-d, the odd file',
		parseCremaDName,
		'1040_ITH_SAD_X.wav',
		{ corpusLabel: 'SAD', mended: 'level X read as XX (unspecified)' },
	],
	['shemo', parseShemoName, 'female/F01W05.wav', { corpusLabel: 'surprise', speaker: 'F01', sex: 'female' }],
	['urdu', parseUrduName, 'Angry/SM1_F10_A010.wav', { corpusLabel: 'Angry', speaker: 'SM1', sex: 'male' }],
	['urdu, long number', parseUrduName, 'Neutral/SM5_F72_N0100.wav', { corpusLabel: 'Neutral', speaker: 'SM5' }],
	[
		'esd, Mandarin',
		parseEsdName,
		'0001/Angry/0001_000351.wav',
		{ corpusLabel: 'Angry', language: 'zh', sex: 'female' },
	],
	[
		'esd, with parts',
		parseEsdName,
		'0011/Sad/test/0011_001071.wav',
		{ corpusLabel: 'Sad', language: 'en', sex: 'male', partition: 'test', sentence: 'en21' },
	],
	[
		'jl-corpus',
		parseJlCorpusName,
		'female1_angry_10a_1.wav',
		{ corpusLabel: 'angry', speaker: 'female1', sentence: '10', take: 'a1' },
	],
	[
		'casia',
		parseCasiaName,
		'CASIA/ZhaoZuoxiang/angry/201.wav',
		{ corpusLabel: 'angry', speaker: 'zhaozuoxiang', sex: 'male' },
	],
	['aesdd', parseAesddName, 'anger/a03 (4).wav', { corpusLabel: 'anger', speaker: '4', sentence: '03' }],
	['aesdd, two digits', parseAesddName, 'fear/f10 (01).wav', { speaker: '1' }],
	['aesdd, second take', parseAesddName, 'anger/a06 (5)b.wav', { speaker: '5', take: 'b' }],
	[
		'mesd',
		parseMesdName,
		'Happiness_F_A_de_nada.wav',
		{ corpusLabel: 'Happiness', speaker: 'F', sex: 'female', sentence: 'de_nada' },
	],
	[
		'cafe',
		parseCafeName,
		'Colère/Fort/01-C-2-3.wav',
		{ corpusLabel: 'Colère', speaker: '01', sex: 'male', intensity: 'strong' },
	],
	[
		'subesco',
		parseSubescoName,
		'F_01_OISHI_S_1_ANGRY_1.wav',
		{ corpusLabel: 'ANGRY', speaker: 'F01', sentence: '1', take: '1' },
	],
	['baved', parseBavedName, '0-M-21-0-1-105.wav', { corpusLabel: 'level 1 (neutral)', speaker: '0', sex: 'male' }],
];

describe('parsers', () => {
	it.each(cases)('%s', (_, parse, path, expected) => {
		expect(parse(path)).toMatchObject(expected);
	});

	it.each(cases)('%s: no other parser takes the name', (name, _parse, path) => {
		const matching = corpusParsers
			.filter((parser) => parser.match([path], ['data.tsv']) > 0)
			.map((parser) => parser.name);
		expect(matching).toEqual([name.split(',')[0]]);
	});

	it.each(['hello.wav', 'a01.wav', '03-01-09-01-01-01-01.wav', '17a01Fa.wav', 'YAF_.wav', '', '/', '__proto__.wav'])(
		'%j is of no known corpus',
		(path) => {
			expect(corpusParsers.every((parser) => parser.match([path]) === 0)).toBe(true);
		},
	);

	it('every corpus label leads to a common label, but for the levels of BAVED', () => {
		for (const [, parse, path] of cases) {
			const parsed = parse(path) as { corpusLabel: string };
			const parser = corpusParsers.find((known) => known.match([path]) > 0)!;
			if (parser.name !== 'baved') expect(parser.labels[parsed.corpusLabel]).toBeDefined();
		}
	});

	it('every parser has facts with a citation and an address', () => {
		for (const parser of corpusParsers.filter(({ name }) => name !== 'synthetic')) {
			const facts = corpusFacts.find(({ name }) => name === parser.name);
			expect(facts?.citation).toMatch(/\d{4}/);
			expect(facts?.url).toMatch(/^https?:/);
		}
	});

	it('a corpus is recognised from half of its names up', () => {
		const half = ['03a01Fa.wav', 'other.wav'];
		expect(detectCorpus(half)?.parser.name).toBe('emodb');
		expect(detectCorpus([...half, 'another.wav'])).toBeUndefined();
		expect(detectCorpus([])).toBeUndefined();
	});
});
