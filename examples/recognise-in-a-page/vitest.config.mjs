import { serVitest } from '@ser/config/vitest';

export default serVitest(import.meta.url);
