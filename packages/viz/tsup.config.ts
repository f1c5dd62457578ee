import { serTsup } from '@ser/config/tsup';

const entry = { index: 'src/index.ts', node: 'src/node/index.ts' };

// Files of their own, so that bundlers can leave them out, or take them alone: UMAP only where clips are projected, PNG
// only with heat maps, and no Observable Plot with the palette or the encoder of clip pictures.
const apart = {
	'parts/clip-picture': 'src/report/clip-picture.ts',
	'parts/encode-png': 'src/encode-png.ts',
	'parts/explore-html': 'src/explore/explore-html.ts',
	'parts/palette': 'src/palette.ts',
	'parts/project': 'src/project.ts',
	'parts/report-html': 'src/report/report-html.ts',
	'parts/timeline-html': 'src/timeline/timeline-html.ts',
};

export default serTsup({ entry: { ...entry, ...apart }, dts: { entry } });
