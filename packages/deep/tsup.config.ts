import { serTsup } from '@ser/config/tsup';

export default serTsup({
	entry: { index: 'src/index.ts', node: 'src/node/index.ts', 'crop-worker': 'src/node/crop-worker.ts' },
});
