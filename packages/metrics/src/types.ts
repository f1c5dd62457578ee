/** One judged clip. */
export interface Judgement {
	path: string;
	truth: string;
	predicted: string;
	/** in the order of the classes */
	probabilities: number[];
	/** name of the fold whose model judged this clip */
	fold: string;
	speaker: string;
	/** any further groups for gap analysis, e.g. `{ sex: 'female', language: 'en', corpus: 'ravdess', intensity: 'strong' }` */
	groups?: Record<string, string>;
}

/** Lower and upper end of a confidence interval. */
export type Interval = readonly [low: number, high: number];

export interface ClassScores {
	label: string;
	precision: number;
	recall: number;
	f1: number;
	/** clips whose truth this is */
	support: number;
}

/** The numbers of one judged recogniser, as `metrics.json` holds them. */
export interface RunMetrics {
	/** mean of the classes' recalls: the headline */
	uar: number;
	/** 95 %, from resampling speakers */
	uarInterval: Interval;
	accuracy: number;
	accuracyInterval: Interval;
	macroF1: number;
	macroF1Interval: Interval;
	weightedF1: number;
	perClass: ClassScores[];
	/** rows are truth, columns prediction, counts */
	confusion: number[][];
	classes: string[];
	/** 1 / number of classes */
	chance: number;
	protocol: string;
	leaky: boolean;
	folds: { name: string; uar: number; accuracy: number; clips: number; speakers: string[] }[];
	perSpeaker: { speaker: string; uar: number; accuracy: number; clips: number }[];
	calibration: {
		ece: number;
		brier: number;
		logLoss: number;
		bins: { confidence: number; accuracy: number; count: number }[];
	};
	/** one-vs-rest ROC-AUC, macro mean */
	rocAuc: number;
	kappa: number;
	/** gaps between groups, by group name (`sex`, `language`, …) */
	groups: Record<
		string,
		{ value: string; uar: number; uarInterval: Interval; accuracy: number; clips: number; speakers: number }[]
	>;
}
