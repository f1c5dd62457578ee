import { audioTargets } from './audio.mjs';
import { manifestTargets } from './manifest.mjs';
import { runFolderTargets } from './run-folder.mjs';
import { zipTargets } from './zip.mjs';

/** Every reader that is fuzzed: name → a promise of { codes, make, read, sizeOf, show, end? }. */
export const targets = { ...audioTargets, ...manifestTargets, ...runFolderTargets, ...zipTargets };
