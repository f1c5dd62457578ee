/** A finished plot: a drawing, what it is called, and what it shows for someone who cannot see it. */
export interface Picture {
	/** a short heading, not drawn into the SVG */
	title: string;
	/** what the drawing says, in a sentence or two; also the SVG's `aria-label` */
	alt: string;
	/** a complete `<svg>` element with its own styles for light and dark */
	svg: string;
}

/** What every plot accepts. */
export interface PlotOptions {
	/** pixels, default 600 unless the plot says otherwise */
	width?: number;
	/** pixels, default depends on the plot and its data */
	height?: number;
	/** replaces the plot's own heading */
	title?: string;
	/** stamps LEAKY on the drawing and its description: the numbers come from a split with speakers on both sides */
	leaky?: boolean;
	/**
	 * Where SVG elements are made: by default `globalThis.document`. In Node, import the plots from `@ser/viz/node`,
	 * which supplies one.
	 */
	document?: Document;
}
