/** One file to fetch. */
export interface DownloadFile {
	url: string;
	/** name to store it under, relative to the corpus folder */
	name: string;
	bytes?: number;
	/** hexadecimal */
	md5?: string;
	sha256?: string;
}

/** How a corpus is had. */
export type DownloadSource =
	| { kind: 'archives'; files: readonly DownloadFile[]; note?: string }
	/** a Zenodo record: names, sizes and checksums come from its API */
	| { kind: 'zenodo'; record: string; pick: RegExp }
	/** a table that names the files, each fetched on its own */
	| {
			kind: 'list';
			table: string;
			column: string;
			fileUrl: (name: string) => string;
			fileName: (name: string) => string;
	  }
	/** behind a form, or at no stable address */
	| { kind: 'by-hand'; steps: string };

/** Where each corpus is downloaded from, by name. */
export const downloadSources: Readonly<Record<string, DownloadSource>> = {
	ravdess: {
		kind: 'archives',
		files: [
			{
				url: 'https://zenodo.org/records/1188976/files/Audio_Speech_Actors_01-24.zip?download=1',
				name: 'Audio_Speech_Actors_01-24.zip',
				bytes: 208_468_073,
				md5: 'bc696df654c87fed845eb13823edef8a',
			},
		],
	},
	'ravdess-song': {
		kind: 'archives',
		files: [
			{
				url: 'https://zenodo.org/records/1188976/files/Audio_Song_Actors_01-24.zip?download=1',
				name: 'Audio_Song_Actors_01-24.zip',
				bytes: 225_505_317,
				md5: '5411230427d67a21e18aa4d466e6d1b9',
			},
		],
		note: 'actor 18 has no songs',
	},
	emodb: {
		kind: 'archives',
		files: [{ url: 'http://emodb.bilderbar.info/download/download.zip', name: 'download.zip' }],
		note: 'its authors publish no checksum and no https address',
	},
	tess: {
		kind: 'archives',
		files: [
			{
				url: 'https://borealisdata.ca/api/access/dataset/:persistentId/?persistentId=doi:10.5683/SP2/E8H2MF',
				name: 'tess.zip',
			},
		],
		note: 'the archive is packed by the server on request: no checksum, no resuming',
	},
	urdu: {
		kind: 'archives',
		files: [
			{
				url: 'https://github.com/siddiquelatif/URDU-Dataset/archive/refs/heads/master.zip',
				name: 'urdu.zip',
			},
		],
		note: 'the archive is packed by the server on request: no checksum',
	},
	cafe: { kind: 'zenodo', record: '1478765', pick: /^CaFE_48k\.zip$/i },
	subesco: { kind: 'zenodo', record: '4526477', pick: /\.zip$/i },
	'crema-d': {
		kind: 'list',
		table: 'https://raw.githubusercontent.com/CheyneyComputerScience/CREMA-D/master/SentenceFilenames.csv',
		column: 'Filename',
		fileUrl: (name) =>
			`https://media.githubusercontent.com/media/CheyneyComputerScience/CREMA-D/master/AudioWAV/${encodeURIComponent(name)}.wav`,
		fileName: (name) => `AudioWAV/${name}.wav`,
	},
	savee: {
		kind: 'by-hand',
		steps:
			'register at http://kahlan.eps.surrey.ac.uk/savee/Download.html; the password comes by mail; unpack AudioData.zip and read its folder',
	},
	emovo: {
		kind: 'by-hand',
		steps:
			'get EMOVO.zip from http://voice.fub.it/activities/corpora/emovo/index.html (the address has moved before) and unpack it',
	},
	shemo: {
		kind: 'by-hand',
		steps: 'git clone https://github.com/mansourehk/ShEMO and unpack the archives of female and male speakers',
	},
	esd: {
		kind: 'by-hand',
		steps:
			'sign the licence form at https://hltsingapore.github.io/ESD/download.html, fetch the archive behind the link that comes back, and unpack it',
	},
	'jl-corpus': {
		kind: 'by-hand',
		steps: 'log in to https://www.kaggle.com/datasets/tli725/jl-corpus, press Download, and unpack the archive',
	},
	nemo: {
		kind: 'by-hand',
		steps: 'git clone https://github.com/amu-cai/nEMO; data.tsv and samples/ must stay together',
	},
	casia: {
		kind: 'by-hand',
		steps: 'ask the Institute of Automation, Chinese Academy of Sciences (http://www.chineseldc.org/), for a licence',
	},
	aesdd: {
		kind: 'by-hand',
		steps:
			'follow the link on http://m3c.web.auth.gr/research/aesdd-speech-emotion-recognition/ and unpack the archive',
	},
	mesd: {
		kind: 'by-hand',
		steps: 'press Download All on https://data.mendeley.com/datasets/cy34mh68j9/5 and unpack the archive',
	},
	baved: {
		kind: 'by-hand',
		steps: 'git clone https://github.com/40uf411/Basic-Arabic-Vocal-Emotions-Dataset',
	},
	iemocap: {
		kind: 'by-hand',
		steps:
			'fill in the release form at https://sail.usc.edu/iemocap/iemocap_release.htm; a link comes by mail; unpack and read IEMOCAP_full_release',
	},
	meld: {
		kind: 'by-hand',
		steps:
			'fetch MELD.Raw.tar.gz from https://affective-meld.github.io/, unpack it, and turn the .mp4 files into .wav (ffmpeg -i dia0_utt0.mp4 -ac 1 -ar 16000 dia0_utt0.wav) beside the .csv files',
	},
	'msp-podcast': {
		kind: 'by-hand',
		steps:
			'have your institution sign the agreement at https://ecs.utdallas.edu/research/researchlabs/msp-lab/MSP-Podcast.html; Audios/ and Labels/ must stay together',
	},
};
