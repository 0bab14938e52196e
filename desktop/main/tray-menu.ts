import type { Words } from './words.ts';

export interface TrayState {
  unread: number;
  hasPin: boolean;
  locked: boolean;
  updateReady: boolean;
}

export type TrayAction = 'open' | 'lock' | 'newProfile' | 'restartToUpdate' | 'quit';

export interface TrayEntry {
  action: TrayAction;
  label: string;
}

/** What the tray's menu offers at the moment, from top to bottom. */
export function trayEntries(state: TrayState, words: Words): TrayEntry[] {
  const shown: [TrayAction, boolean][] = [
    ['open', true],
    ['lock', state.hasPin && !state.locked],
    ['newProfile', true],
    ['restartToUpdate', state.updateReady],
    ['quit', true],
  ];
  return shown.filter(([, now]) => now).map(([action]) => ({ action, label: words[action] }));
}

/** The line under the mouse: how many messages, and of which profile. */
export function trayTitle({ unread }: TrayState, profile: string | undefined, words: Words): string {
  const name = profile === undefined ? 'Maru' : `Maru (${profile})`;
  return unread > 0 ? `${name} · ${words.unread(unread)}` : name;
}
