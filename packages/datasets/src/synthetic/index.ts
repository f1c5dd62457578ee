export { emotionProfiles } from './emotion-profile.js';
export { type SyntheticCorpus, type SyntheticCorpusOptions, syntheticCorpus } from './synthetic-corpus.js';
