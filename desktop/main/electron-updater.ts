import { app } from 'electron';
import type { Updater } from './updates.ts';

/** Only an installed app can replace itself. It checks the publisher's signature where the system has one (Windows, macOS). */
export async function loadUpdater(): Promise<Updater | undefined> {
  if (!app.isPackaged) return undefined;
  const { autoUpdater } = (await import('electron-updater')).default;
  autoUpdater.logger = null;
  autoUpdater.autoInstallOnAppQuit = true;
  return autoUpdater;
}
