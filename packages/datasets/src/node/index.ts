export {
	type DownloadCorpusOptions,
	type DownloadedCorpus,
	type DownloadProgress,
	downloadCorpus,
} from './download/download-corpus.js';
export { type DownloadFileOptions, downloadFile } from './download/download-file.js';
export { type DownloadFile, type DownloadSource, downloadSources } from './download/sources.js';
export { type UnzipOptions, unzip } from './download/unzip.js';
export { type ManifestOptions, type ManifestRow, manifestClips } from './manifest-clips.js';
export { type ReadCorpusOptions, readCorpus } from './read-corpus.js';
export { type ReadManifestOptions, readManifest } from './read-manifest.js';
export { parseSpeakerLists, readSplit } from './read-split.js';
export { writeSyntheticCorpus } from './write-synthetic-corpus.js';
