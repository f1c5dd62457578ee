/** How far a long job has come, for whoever shows it. */
export interface Progress {
	stage: 'read' | 'features' | 'fit' | 'report' | 'predict' | 'download';
	/** 0…1 of this stage */
	share: number;
	/** e.g. `123/1200 clips` */
	detail?: string;
}

export type OnProgress = (progress: Progress) => void;
