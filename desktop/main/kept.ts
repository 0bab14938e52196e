import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeptFile } from './kept-file.ts';
import { KeptValue } from './kept-value.ts';
import { keptPin } from './pin-lock.ts';
import { keptServer } from './server-choice.ts';
import { keptSettings } from './settings.ts';
import { keptLooks } from './window-state.ts';

/** Everything that the shell keeps of a profile in its folder, beside the vaults. */
export async function openKept(directory: string) {
  const file = (name: string) => createKeptFile(join(directory, name));
  return {
    settings: await KeptValue.open(file('settings.json'), keptSettings, {}),
    pin: await KeptValue.open(file('pin.json'), keptPin, null),
    server: await KeptValue.open(file('server.json'), keptServer, null),
    looks: await KeptValue.open(file('windows.json'), keptLooks, []),
  };
}

/** The vaults of all servers that this profile was ever logged in to. */
export async function removeSessions(directory: string): Promise<void> {
  for (const name of await readdir(directory))
    if (name.startsWith('session-')) await rm(join(directory, name), { force: true });
}
