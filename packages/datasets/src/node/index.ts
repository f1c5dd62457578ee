export { type ManifestOptions, type ManifestRow, manifestClips } from './manifest-clips.js';
export { type ReadCorpusOptions, readCorpus } from './read-corpus.js';
export { type ReadManifestOptions, readManifest } from './read-manifest.js';
export { parseSpeakerLists, readSplit } from './read-split.js';
export { writeSyntheticCorpus } from './write-synthetic-corpus.js';
