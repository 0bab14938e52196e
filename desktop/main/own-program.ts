/** This program itself, started again: with another profile, or whenever somebody logs in to the system. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { app, type MenuItemConstructorOptions } from 'electron';
import { otherProfiles, profileArguments } from './profile.ts';
import { createStartAtLogin, type StartAtLogin } from './start-at-login.ts';
import type { Words } from './words.ts';

/** An app that is not packaged is a folder, given to Electron as an argument. */
const ownArguments = (): string[] => (process.defaultApp ? [app.getAppPath()] : []);

/** The file that runs: inside an AppImage that is the image, not what it unpacks. */
const ownFile = (): string => process.env.APPIMAGE ?? process.execPath;

export const startAtLoginOf = (profile: string | undefined): StartAtLogin =>
  createStartAtLogin(app, {
    platform: process.platform,
    configuration: app.getPath('appData'),
    program: ownFile(),
    args: profileArguments(ownArguments(), profile),
    name: profile === undefined ? 'maru' : `maru-${profile}`,
  });

/** Menu entries that open the other profiles, and a new one. `folder` holds a folder for each. */
export function profileMenu(
  folder: string,
  current: string | undefined,
  words: Words,
): MenuItemConstructorOptions[] {
  const { others, fresh } = otherProfiles(namesIn(folder), current);
  const entry = (label: string, profile: string | undefined) => ({ label, click: () => open(profile) });
  return [...others.map((name) => entry(name ?? 'Maru', name)), entry(words.newAccount, fresh)];
}

function open(profile: string | undefined): void {
  const started = spawn(ownFile(), profileArguments(ownArguments(), profile), {
    detached: true,
    stdio: 'ignore',
  });
  started.on('error', () => {});
  started.unref();
}

/** Makes `maru://` links open this app; only the first profile takes them. */
export function takeLinks(scheme: string): void {
  const [folder] = ownArguments();
  if (folder === undefined) app.setAsDefaultProtocolClient(scheme);
  else app.setAsDefaultProtocolClient(scheme, process.execPath, [folder]);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
