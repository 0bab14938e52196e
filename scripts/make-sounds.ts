/** Makes the files in resources/sounds from their scores: `npx node scripts/make-sounds.ts`, after a score was changed. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { soundFiles } from './sounds/sound-files.ts';

const folder = join(import.meta.dirname, '../resources/sounds');
for (const [name, file] of soundFiles()) await writeFile(join(folder, name), file);
