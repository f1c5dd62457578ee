import { aesdd } from './aesdd.js';
import { baved } from './baved.js';
import { cafe } from './cafe.js';
import { casia } from './casia.js';
import { cremaD } from './crema-d.js';
import { emodb } from './emodb.js';
import { emovo } from './emovo.js';
import { esd } from './esd.js';
import { iemocap } from './iemocap.js';
import { jlCorpus } from './jl-corpus.js';
import { meld } from './meld.js';
import { mesd } from './mesd.js';
import { mspPodcast } from './msp-podcast.js';
import { nemo } from './nemo.js';
import { ravdess } from './ravdess.js';
import { savee } from './savee.js';
import { shemo } from './shemo.js';
import { subesco } from './subesco.js';
import { synthetic } from './synthetic.js';
import { tess } from './tess.js';
import type { CorpusParser } from './types.js';
import { urdu } from './urdu.js';

/** Every corpus that is recognised by itself. */
export const corpusParsers: readonly CorpusParser[] = [
	ravdess,
	tess,
	emodb,
	emovo,
	savee,
	cremaD,
	shemo,
	urdu,
	esd,
	jlCorpus,
	nemo,
	casia,
	aesdd,
	mesd,
	cafe,
	subesco,
	baved,
	iemocap,
	meld,
	mspPodcast,
	synthetic,
];
