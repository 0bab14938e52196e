import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildRenderer } from '../../scripts/build-renderer.ts';
import { findElectron } from '../../scripts/open-desktop.ts';
import { buildLegacyApp } from './legacy/build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A built desktop app and the Electron that runs it. */
export interface Program extends AsyncDisposable {
  electron: string;
  /** Folder of the app. */
  app: string;
}

/**
 * The app as it is, on the current Electron, where that is at hand (downloaded, or in `ELECTRON_OVERRIDE_DIST_PATH`). Otherwise an
 * old Electron out of another package, with the app built for it: it shows less, but it shows that the shell starts and holds.
 */
export async function findProgram(): Promise<Program> {
  const current = await findElectron(root);
  if (current) {
    buildRenderer(root);
    return { electron: current, app: root, async [Symbol.asyncDispose]() {} };
  }
  const app = join(root, 'out', `legacy-${process.pid}`);
  const installed = execFileSync(join(import.meta.dirname, 'legacy/install.sh'), { encoding: 'utf8' });
  await buildLegacyApp(app);
  const electron = join(installed.trim(), 'electron');
  return { electron, app, [Symbol.asyncDispose]: () => removeFolder(app) };
}

/** Processes that are dying may still write into it. */
export const removeFolder = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
