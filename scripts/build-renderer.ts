import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
  'desktop/**/*',
  'backend/contract/**/*',
  'resources/**/*',
  'electron.vite.config.ts',
  'package-lock.json',
];
const result = 'out/renderer/index.html';

/** Builds desktop and web client into out/ when a source is newer than what was built; ends the process if that fails. */
export function buildRenderer(root: string): void {
  if (isCurrent(root)) return;
  console.log('Maru: building the app, some seconds …');
  const electronVite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const build = spawnSync(process.execPath, [electronVite, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (build.status === 0) return;
  console.error('maru: the app could not be built; the output above says why.');
  process.exit(1);
}

function isCurrent(root: string): boolean {
  const built = modifiedAt(join(root, result));
  return globSync(sources, { cwd: root }).every((file) => modifiedAt(join(root, file)) <= built);
}

/** Milliseconds since 1970; 0 for what is not there. */
function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
