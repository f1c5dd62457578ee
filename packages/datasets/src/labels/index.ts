export { commonLabel } from './common-label.js';
export { corpusWeights } from './corpus-weights.js';
export { type LabelScheme, type MappedLabels, mapLabels } from './map-labels.js';
export { mergeCorpora } from './merge-corpora.js';
