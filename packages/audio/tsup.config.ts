import { serTsup } from '@ser/config/tsup';

export default serTsup({
	entry: { index: 'src/index.ts', browser: 'src/browser/index.ts', node: 'src/node/index.ts' },
});
