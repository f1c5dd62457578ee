export { emoboxFolds, emoboxRavdess } from './emobox-folds.js';
export { innerSpeakerFolds } from './inner-speaker-folds.js';
export { leaveOneCorpusOut, leaveOneSpeakerOut } from './leave-one-out.js';
export { listFolds } from './list-folds.js';
export { randomFolds } from './random-folds.js';
export { sentenceFolds, speakerSentenceFolds } from './sentence-folds.js';
export { type SpeakerFoldsOptions, speakerFolds } from './speaker-folds.js';
export { splitFromSpec } from './split-from-spec.js';
