/** What is known of a corpus, from its paper or its authors' page. */
export interface CorpusFacts {
	/** the name that `Clip.corpus` carries */
	name: string;
	title: string;
	/** BCP 47 */
	languages: readonly string[];
	/** people, as published in full */
	speakers: number;
	/** clips, as published in full */
	clips: number;
	/** acted, elicited, or taken from life or television */
	kind: 'acted' | 'elicited' | 'natural';
	licence: string;
	/** where the corpus is described: the source of these facts */
	citation: string;
	/** where it is had */
	url: string;
}

/** The facts of every corpus that `readCorpus` recognises. Counts are those of the full publication. */
export const corpusFacts: readonly CorpusFacts[] = [
	{
		name: 'ravdess',
		title: 'Ryerson Audio-Visual Database of Emotional Speech and Song, speech',
		languages: ['en'],
		speakers: 24,
		clips: 1440,
		kind: 'acted',
		licence: 'CC BY-NC-SA 4.0',
		citation:
			'Livingstone SR, Russo FA (2018) The Ryerson Audio-Visual Database of Emotional Speech and Song (RAVDESS). PLoS ONE 13(5): e0196391. doi 10.1371/journal.pone.0196391',
		url: 'https://zenodo.org/records/1188976',
	},
	{
		name: 'ravdess-song',
		title: 'Ryerson Audio-Visual Database of Emotional Speech and Song, song',
		languages: ['en'],
		speakers: 23,
		clips: 1012,
		kind: 'acted',
		licence: 'CC BY-NC-SA 4.0',
		citation:
			'Livingstone SR, Russo FA (2018) The Ryerson Audio-Visual Database of Emotional Speech and Song (RAVDESS). PLoS ONE 13(5): e0196391. doi 10.1371/journal.pone.0196391',
		url: 'https://zenodo.org/records/1188976',
	},
	{
		name: 'tess',
		title: 'Toronto Emotional Speech Set',
		languages: ['en'],
		speakers: 2,
		clips: 2800,
		kind: 'acted',
		licence: 'CC BY-NC-ND 4.0',
		citation:
			'Pichora-Fuller MK, Dupuis K (2020) Toronto emotional speech set (TESS). Borealis. doi 10.5683/SP2/E8H2MF',
		url: 'https://doi.org/10.5683/SP2/E8H2MF',
	},
	{
		name: 'emodb',
		title: 'Berlin Database of Emotional Speech',
		languages: ['de'],
		speakers: 10,
		clips: 535,
		kind: 'acted',
		licence: 'free for research',
		citation:
			'Burkhardt F, Paeschke A, Rolfes M, Sendlmeier W, Weiss B (2005) A database of German emotional speech. Interspeech, 1517-1520. doi 10.21437/Interspeech.2005-446',
		url: 'http://emodb.bilderbar.info/download/',
	},
	{
		name: 'emovo',
		title: 'EMOVO, an Italian emotional speech database',
		languages: ['it'],
		speakers: 6,
		clips: 588,
		kind: 'acted',
		licence: 'research',
		citation:
			'Costantini G, Iaderola I, Paoloni A, Todisco M (2014) EMOVO Corpus: an Italian Emotional Speech Database. LREC, 3501-3504',
		url: 'http://voice.fub.it/activities/corpora/emovo/index.html',
	},
	{
		name: 'savee',
		title: 'Surrey Audio-Visual Expressed Emotion',
		languages: ['en'],
		speakers: 4,
		clips: 480,
		kind: 'acted',
		licence: 'research, after registration',
		citation: 'Haq S, Jackson PJB (2009) Speaker-dependent audio-visual emotion recognition. AVSP, 53-58',
		url: 'http://kahlan.eps.surrey.ac.uk/savee/',
	},
	{
		name: 'crema-d',
		title: 'Crowd-sourced Emotional Multimodal Actors Dataset',
		languages: ['en'],
		speakers: 91,
		clips: 7442,
		kind: 'acted',
		licence: 'Open Database License (ODbL) 1.0',
		citation:
			'Cao H, Cooper DG, Keutmann MK, Gur RC, Nenkova A, Verma R (2014) CREMA-D: Crowd-sourced Emotional Multimodal Actors Dataset. IEEE Trans. Affective Computing 5(4): 377-390. doi 10.1109/TAFFC.2014.2336244',
		url: 'https://github.com/CheyneyComputerScience/CREMA-D',
	},
	{
		name: 'shemo',
		title: 'Sharif Emotional Speech Database',
		languages: ['fa'],
		speakers: 87,
		clips: 3000,
		kind: 'natural',
		licence: 'see the repository',
		citation:
			'Mohamad Nezami O, Jamshid Lou P, Karami M (2019) ShEMO: a large-scale validated database for Persian speech emotion detection. Language Resources and Evaluation 53: 1-16. doi 10.1007/s10579-018-9427-x',
		url: 'https://github.com/mansourehk/ShEMO',
	},
	{
		name: 'urdu',
		title: 'URDU dataset',
		languages: ['ur'],
		speakers: 29,
		clips: 400,
		kind: 'natural',
		licence: 'see the repository',
		citation:
			'Latif S, Qayyum A, Usman M, Qadir J (2018) Cross lingual speech emotion recognition: Urdu vs. Western languages. Frontiers of Information Technology, 88-93. doi 10.1109/FIT.2018.00023',
		url: 'https://github.com/siddiquelatif/URDU-Dataset',
	},
	{
		name: 'esd',
		title: 'Emotional Speech Dataset',
		languages: ['zh', 'en'],
		speakers: 20,
		clips: 35000,
		kind: 'acted',
		licence: 'research, after signing a licence form',
		citation:
			'Zhou K, Sisman B, Liu R, Li H (2022) Emotional voice conversion: Theory, databases and ESD. Speech Communication 137: 1-18. doi 10.1016/j.specom.2021.11.006',
		url: 'https://hltsingapore.github.io/ESD/',
	},
	{
		name: 'jl-corpus',
		title: 'JL-corpus, emotional speech in New Zealand English',
		languages: ['en-NZ'],
		speakers: 4,
		clips: 2400,
		kind: 'acted',
		licence: 'CC0 1.0',
		citation:
			'James J, Tian L, Watson CI (2018) An open source emotional speech corpus for human robot interaction applications. Interspeech, 2768-2772. doi 10.21437/Interspeech.2018-1349',
		url: 'https://www.kaggle.com/datasets/tli725/jl-corpus',
	},
	{
		name: 'nemo',
		title: 'nEMO, a dataset of emotional speech in Polish',
		languages: ['pl'],
		speakers: 9,
		clips: 4481,
		kind: 'acted',
		licence: 'CC BY-NC-SA 4.0',
		citation: 'Christop I (2024) nEMO: Dataset of Emotional Speech in Polish. LREC-COLING, 12111-12116',
		url: 'https://github.com/amu-cai/nEMO',
	},
	{
		name: 'casia',
		title: 'CASIA Chinese emotional corpus (the part in circulation)',
		languages: ['zh'],
		speakers: 4,
		clips: 1200,
		kind: 'acted',
		licence: 'proprietary; the full corpus is sold',
		citation:
			'Institute of Automation, Chinese Academy of Sciences (2005) CASIA Mandarin emotional speech corpus, ChineseLDC-2005-010',
		url: 'http://www.chineseldc.org/',
	},
	{
		name: 'aesdd',
		title: 'Acted Emotional Speech Dynamic Database',
		languages: ['el'],
		speakers: 6,
		clips: 604,
		kind: 'acted',
		licence: 'research',
		citation:
			'Vryzas N, Kotsakis R, Liatsou A, Dimoulas CA, Kalliris G (2018) Speech emotion recognition for performance interaction. Journal of the Audio Engineering Society 66(6): 457-467. doi 10.17743/jaes.2018.0036',
		url: 'http://m3c.web.auth.gr/research/aesdd-speech-emotion-recognition/',
	},
	{
		name: 'mesd',
		title: 'Mexican Emotional Speech Database',
		languages: ['es-MX'],
		speakers: 11,
		clips: 864,
		kind: 'acted',
		licence: 'CC BY 4.0',
		citation:
			'Duville MM, Alonso-Valerdi LM, Ibarra-Zarate DI (2021) The Mexican Emotional Speech Database (MESD): elaboration and assessment based on machine learning. IEEE EMBC, 1644-1647. doi 10.1109/EMBC46164.2021.9629934',
		url: 'https://data.mendeley.com/datasets/cy34mh68j9/5',
	},
	{
		name: 'cafe',
		title: 'Canadian French Emotional speech dataset',
		languages: ['fr-CA'],
		speakers: 12,
		clips: 936,
		kind: 'acted',
		licence: 'CC BY-NC-SA 4.0',
		citation:
			'Gournay P, Lahaie O, Lefebvre R (2018) A Canadian French emotional speech dataset. ACM MMSys, 399-402. doi 10.1145/3204949.3208121',
		url: 'https://zenodo.org/records/1478765',
	},
	{
		name: 'subesco',
		title: 'SUST Bangla Emotional Speech Corpus',
		languages: ['bn'],
		speakers: 20,
		clips: 7000,
		kind: 'acted',
		licence: 'CC BY 4.0',
		citation:
			'Sultana S, Rahman MS, Selim MR, Iqbal MZ (2021) SUST Bangla Emotional Speech Corpus (SUBESCO): an audio-only emotional speech corpus for Bangla. PLoS ONE 16(4): e0250173. doi 10.1371/journal.pone.0250173',
		url: 'https://zenodo.org/records/4526477',
	},
	{
		name: 'baved',
		title: 'Basic Arabic Vocal Emotions Dataset (levels, not emotions)',
		languages: ['ar'],
		speakers: 61,
		clips: 1935,
		kind: 'acted',
		licence: 'see the repository',
		citation: 'Aouf A (2019) Basic Arabic Vocal Emotions Dataset (BAVED), README of the repository',
		url: 'https://github.com/40uf411/Basic-Arabic-Vocal-Emotions-Dataset',
	},
	{
		name: 'iemocap',
		title: 'Interactive Emotional Dyadic Motion Capture Database',
		languages: ['en'],
		speakers: 10,
		clips: 10039,
		kind: 'acted',
		licence: 'research, after a signed release form',
		citation:
			'Busso C, Bulut M, Lee C-C, Kazemzadeh A, Mower E, Kim S, Chang JN, Lee S, Narayanan SS (2008) IEMOCAP: interactive emotional dyadic motion capture database. Language Resources and Evaluation 42(4): 335-359. doi 10.1007/s10579-008-9076-6',
		url: 'https://sail.usc.edu/iemocap/iemocap_release.htm',
	},
	{
		name: 'meld',
		title: 'Multimodal EmotionLines Dataset',
		languages: ['en'],
		speakers: 304,
		clips: 13708,
		kind: 'natural',
		licence: 'GPL 3.0 for the annotations; the recordings are of a television series',
		citation:
			'Poria S, Hazarika D, Majumder N, Naik G, Cambria E, Mihalcea R (2019) MELD: a multimodal multi-party dataset for emotion recognition in conversations. ACL, 527-536. doi 10.18653/v1/P19-1050',
		url: 'https://affective-meld.github.io/',
	},
	{
		name: 'msp-podcast',
		title: 'MSP-Podcast (counts of release 1.8; later releases are larger)',
		languages: ['en'],
		speakers: 1273,
		clips: 73042,
		kind: 'natural',
		licence: 'research, after a signed agreement of the institution',
		citation:
			'Lotfian R, Busso C (2019) Building naturalistic emotionally balanced speech corpus by retrieving emotional speech from existing podcast recordings. IEEE Trans. Affective Computing 10(4): 471-483. doi 10.1109/TAFFC.2017.2736999',
		url: 'https://ecs.utdallas.edu/research/researchlabs/msp-lab/MSP-Podcast.html',
	},
];

/** The facts of one corpus, or undefined for an unknown one. */
export function factsOf(corpus: string): CorpusFacts | undefined {
	return corpusFacts.find((facts) => facts.name === corpus);
}
