import type { Person } from '../support/maru-person.ts';
import { soundBook, systemNotebook } from './notebooks.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

/** For an init script: a desktop app around the page, which remembers its settings and its PIN in the page. */
export const desktopApp = (serverUrl: string) => `{
  let settings = {
    language: 'ko', startAtLogin: false, closeToTray: true, autoLockMinutes: 0, spellCheck: true, automaticUpdates: true,
  };
  let pin;
  let hear = () => {};
  let locked = false;
  let waitSeconds = 0;
  const state = () => ({ hasPin: pin !== undefined, locked, waitSeconds });
  const told = (outcome) => (hear(state()), outcome);
  /** As after too many wrong PINs. */
  window.letWait = (seconds) => ((waitSeconds = seconds), hear(state()));
  window.maru = {
    applicationInfo: async () => ({
      version: '7.8.9', platform: 'linux', serverUrl: ${JSON.stringify(serverUrl)}, tokenProtection: 'memory',
    }),
    loadToken: async () => localStorage.getItem('token') ?? undefined,
    saveToken: async (token) => localStorage.setItem('token', token),
    clearToken: async () => localStorage.removeItem('token'),
    setBadge: async () => {},
    openLink: async () => {},
    settings: async () => settings,
    changeSettings: async (change) => (settings = { ...settings, ...change }),
    lockState: async () => state(),
    onLockChanged: (listener) => ((hear = listener), () => {}),
    setPin: async (change) => (pin !== undefined && change.current !== pin ? 'wrong' : ((pin = change.pin), told('done'))),
    removePin: async (current) => (current !== pin ? 'wrong' : ((pin = undefined), told('done'))),
    lockNow: async () => ((locked = true), told(state())),
    unlock: async (tried) => (tried !== pin ? 'wrong' : ((locked = false), told('done'))),
    openRoom: async () => {},
    onRoomWanted: () => () => {},
    windowState: async () => ({ alwaysOnTop: false, opacity: 1 }),
    setAlwaysOnTop: async () => {},
    setOpacity: async () => {},
    chooseServer: async (url) => { window.chosenServer = url; },
    notify: async () => true,
    closeNotification: async () => {},
  };
}`;

/** Somebody with the desktop app, whose notifications and sounds are written down and whose time a test turns. */
export function enterDesktop(stage: Stage, person: Person): Promise<Visitor> {
  const scripts = [desktopApp(stage.server.frontUrl), systemNotebook, soundBook];
  return stage.enter(person, {}, async (page) => {
    // In windows of rooms as well.
    for (const script of scripts) await page.context().addInitScript(script);
    await page.clock.install();
  });
}
