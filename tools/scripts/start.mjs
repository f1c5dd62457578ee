/**
 * `npm start`: the whole path on the synthetic corpus (cleaning, features, three models judged on speakers they never
 * heard, a report), then what to type next.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ser = join(root, 'packages/cli/bin/ser.mjs');
const experiment = join(root, 'examples/first-experiment/experiment.json');

console.log('Training three recognisers on a synthetic corpus (no recordings needed) …\n');
const { status } = spawnSync(process.execPath, [ser, 'run', experiment, ...process.argv.slice(2)], {
	cwd: root,
	stdio: 'inherit',
});
if (status === 0) {
	console.log(`
The voices are synthetic: these numbers show that the path works, not how well it does on people.
Next, with recordings of your own (RAVDESS, TESS, EmoDB, EMOVO, a folder per emotion, a manifest …):

  npx ser inspect PATH/TO/RECORDINGS
  npx ser train PATH/TO/RECORDINGS --features rich --model logistic
`);
}
process.exit(status ?? 1);
