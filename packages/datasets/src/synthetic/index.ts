export { emotionProfiles } from './emotion-profile.js';
export {
	type ConversationSegment,
	type SyntheticConversation,
	type SyntheticConversationOptions,
	syntheticConversation,
} from './synthetic-conversation.js';
export { type SyntheticCorpus, type SyntheticCorpusOptions, syntheticCorpus } from './synthetic-corpus.js';
