import { serTsup } from '@ser/config/tsup';

export default serTsup();
