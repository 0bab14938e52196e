import type { ApplicationInfo, LockState } from '../ipc/index.ts';
import { isExternalLink } from './addresses.ts';
import type { ChannelHandlers } from './ipc-door.ts';
import type { PinLock } from './pin-lock.ts';
import type { RoomNotifications } from './room-notifications.ts';
import type { ServerChoice } from './server-choice.ts';
import type { Settings } from './settings.ts';
import type { Windows } from './windows.ts';

export interface HandlerDependencies {
  info: Pick<ApplicationInfo, 'version' | 'platform' | 'profile'>;
  server: ServerChoice;
  lock: PinLock;
  settings: Settings;
  windows: Windows;
  notifications: RoomNotifications;
  setBadge(unread: number): void;
  openExternal(url: string): Promise<void>;
  /** What logins and pages of this profile left on this computer. */
  forgetEverything(): Promise<void>;
}

/** What the page may ask of the system. */
export function createChannelHandlers(system: HandlerDependencies): ChannelHandlers {
  const { server, settings, windows, lock, notifications } = system;
  const guarded = guardedBy(lock);
  return {
    'application.info': () => ({
      ...system.info,
      serverUrl: server.url,
      tokenProtection: server.vault.protection,
    }),
    'token.load': guarded('token.load', () => server.vault.load()),
    'token.save': (refreshToken) => server.vault.save(refreshToken),
    'token.clear': () => server.vault.clear(),
    'badge.set'(unread, contentsId) {
      if (windows.isMain(contentsId)) system.setBadge(unread);
    },
    async 'link.open'(url) {
      if (!isExternalLink(url)) throw new Error('link.open: only web links without credentials');
      await system.openExternal(url);
    },
    'settings.get': () => settings.value,
    'settings.change': guarded('settings.change', (change) => settings.change(change)),
    ...lockHandlers(system),
    'room.open': guarded('room.open', ({ roomId, seq }) => windows.openRoom(roomId, seq)),
    'room.wanted': (_none, contentsId) => (lock.locked ? undefined : windows.takeWanted(contentsId)),
    'window.state': (_none, contentsId) => windows.state(contentsId),
    'window.set-always-on-top': (on, contentsId) => windows.setAlwaysOnTop(contentsId, on),
    'window.set-opacity': (opacity, contentsId) => windows.setOpacity(contentsId, opacity),
    'server.choose': guarded('server.choose', async (serverUrl) => {
      await server.choose(serverUrl);
      startAnew(system);
    }),
    'notification.show': (notification) => notifications.notify(notification),
    'notification.close'(roomId, contentsId) {
      if (windows.isMain(contentsId)) notifications.close(roomId);
    },
  };
}

type LockHandlers = Pick<ChannelHandlers, Extract<keyof ChannelHandlers, `lock.${string}`>>;

function lockHandlers(system: HandlerDependencies): LockHandlers {
  const { lock, server } = system;
  const guarded = guardedBy(lock);
  return {
    'lock.state': () => lock.state,
    'lock.set-pin': guarded('lock.set-pin', (change) => lock.setPin(change)),
    'lock.remove-pin': guarded('lock.remove-pin', (current) => lock.removePin(current)),
    'lock.unlock': (pin) => lock.unlock(pin),
    'lock.now': (): LockState => lock.lock(),
    async 'lock.forget-pin'() {
      await server.logOutEverywhere();
      await system.forgetEverything();
      await lock.forget();
      startAnew(system);
    },
  };
}

/** The pages load anew, and nothing outside of them speaks of what they knew. */
function startAnew({ windows, notifications, setBadge }: HandlerDependencies): void {
  notifications.clear();
  setBadge(0);
  windows.startAnew();
}

/** Refuses while Maru is locked. */
const guardedBy =
  (lock: PinLock) =>
  <A, R>(channel: string, handle: (argument: A) => R) =>
  (argument: A): R => {
    if (lock.locked) throw new Error(`${channel}: Maru is locked`);
    return handle(argument);
  };
