import { serTsup } from '@ser/config/tsup';

export default serTsup({
	entry: {
		index: 'src/index.ts',
		node: 'src/node/index.ts',
		'extract-worker': 'src/node/extract-worker.ts',
		'fold-worker': 'src/node/fold-worker.ts',
	},
});
