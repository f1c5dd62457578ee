import type { Emotion } from '../types.js';

/** Words for the common labels in the spellings that corpora and folders use. */
const words: Record<Emotion, string> = {
	anger: 'anger angry ang rage mad wut ärger aerger rabbia colère colere enojo ira злость гнев 生气 愤怒',
	boredom: 'boredom bored boring langeweile noia ennui aburrimiento',
	calm: 'calm calmness relaxed ruhig calma calme',
	disgust: 'disgust disgusted dis ekel disgusto dégoût degout asco отвращение 厌恶',
	fear: 'fear fearful fea afraid scared angst paura peur miedo страх 害怕 恐惧',
	happiness:
		'happiness happy hap joy joyful excited excitement exc freude gioia joie alegría alegria felicidad радость 高兴 快乐',
	neutral: 'neutral neu neutrality neutrale neutre neutro normal 中性 нейтральный',
	other: 'other others oth',
	sadness: 'sadness sad trauer tristezza tristesse tristeza грусть 悲伤 难过',
	surprise:
		'surprise surprised sur ps pleasant_surprise pleasant_surprised pleasantsurprise überraschung sorpresa удивление 惊讶 惊喜',
};

const byWord = new Map(
	Object.entries(words).flatMap(([label, text]) => text.split(' ').map((word) => [word, label as Emotion] as const)),
);

/**
 * The common label for a word, whatever its case: `Happy` → `happiness`, `Pleasant surprise` → `surprise`.
 *
 * @returns undefined for a word that is no known emotion
 */
export function commonLabel(word: string): Emotion | undefined {
	const key = word.trim().toLowerCase().normalize('NFC');
	return byWord.get(key) ?? byWord.get(key.replace(/[\s-]+/g, '_'));
}
