/** Single calls to Electron that the shell is wired to. */
import { app, Notification, powerMonitor, session } from 'electron';
import type { ShellSettings } from '../ipc/index.ts';
import type { ShownNotification } from './room-notifications.ts';

export const every = (milliseconds: number, run: () => void): void =>
  void setInterval(run, milliseconds).unref();

export const idleSeconds = (): number => powerMonitor.getSystemIdleTime();

export function onSystemLocked(run: () => void): void {
  powerMonitor.on('suspend', run);
  // On Linux it says so on the session's bus only, which Electron does not hear.
  powerMonitor.on('lock-screen', run);
}

/** Undefined where the system has no notifications. */
export function showNotification(
  content: { title: string; body: string; silent: boolean },
  onClick: () => void,
): ShownNotification | undefined {
  if (!Notification.isSupported()) return undefined;
  const notification = new Notification(content);
  notification.on('click', onClick);
  notification.show();
  return notification;
}

/** Korean and English together, the own language first. macOS finds the language out by itself. */
export function checkSpelling({ spellCheck, language }: ShellSettings): void {
  const { defaultSession } = session;
  defaultSession.setSpellCheckerEnabled(spellCheck);
  if (!spellCheck || process.platform === 'darwin') return;
  const wanted = language === 'ko' ? ['ko', 'en-US'] : ['en-US', 'ko'];
  const known = defaultSession.availableSpellCheckerLanguages;
  defaultSession.setSpellCheckerLanguages(wanted.filter((name) => known.includes(name)));
}

/** In the dock and the docks of Linux; Windows has none, its windows are marked instead. */
export const setBadge = (unread: number): void => void app.setBadgeCount(unread);
