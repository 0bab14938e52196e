// Installs the packages when they are missing or older than the lockfile. Plain JavaScript without imports of
// packages, because it runs on any Node from 20 on, before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, 'node_modules', '.package-lock.json');
const runtime = join(root, 'node_modules', 'node', 'package.json');

const isCurrent =
  existsSync(installed) &&
  existsSync(runtime) &&
  statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;

if (!isCurrent) {
  console.log('Maru: installing packages (npm ci), about half a minute …');
  const started = Date.now();
  const npm = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('Maru: npm ci failed; its output above says why.');
    process.exit(1);
  }
  console.log(`Maru: packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}
