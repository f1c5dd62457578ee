import { pageRows } from '../../page/client/paged-rows.js';

pageRows();
