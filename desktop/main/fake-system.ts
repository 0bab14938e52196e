/** The shell behind its door, with fakes in the system's places. */
import type { RoomId } from '../../backend/contract/index.ts';
import { FakeWindow, kept, MemoryFile } from './fakes.ts';
import { createChannelHandlers } from './handlers.ts';
import { type IpcListener, openDoor } from './ipc-door.ts';
import { keptPin, PinLock } from './pin-lock.ts';
import { RoomNotifications } from './room-notifications.ts';
import { keptServer, ServerChoice } from './server-choice.ts';
import { defaultSettings, keptSettings, Settings } from './settings.ts';
import { TokenVault } from './token-vault.ts';
import { keptLooks } from './window-state.ts';
import { Windows } from './windows.ts';

export const info = { version: '0.1.0', platform: 'linux' };
export const serverUrl = 'http://localhost:8081';
const noKeyStore = {
  isEncryptionAvailable: () => false,
  encryptString: () => Buffer.of(),
  decryptString: () => '',
};

/** The system side with everything that it did, called as a page would; `shows` says whether it has notifications. */
export async function createSystem({ shows = true } = {}) {
  const did: string[] = [];
  const opened = new Map<RoomId | undefined, FakeWindow>();
  const listeners = new Map<string, Parameters<IpcListener['handle']>[1]>();
  const windows = new Windows({
    looks: await kept(keptLooks, []),
    open(roomId) {
      const window = new FakeWindow();
      opened.set(roomId, window);
      return window;
    },
    hidesMain: () => false,
    quit: () => {},
  });
  windows.showMain();
  const lock = new PinLock({ record: await kept(keptPin, null), now: Date.now, onChange: () => {} });
  const notifications = new RoomNotifications({
    show({ title, body }, onClick) {
      if (!shows) return undefined;
      did.push(`notification ${title} ${body}`);
      if (title === 'click') onClick();
      return { close: () => did.push('notification closed') };
    },
    isFocused: (roomId) => windows.isFocused(roomId),
    locked: () => lock.locked,
    lockedBody: () => 'new',
    onClick: (roomId) => windows.want(roomId),
  });
  const createVault = () => new TokenVault(noKeyStore, new MemoryFile());
  const handlers = createChannelHandlers({
    info,
    server: new ServerChoice(await kept(keptServer, null), serverUrl, createVault),
    lock,
    settings: new Settings(await kept(keptSettings, {}), defaultSettings('linux', 'ko'), () => {}),
    windows,
    notifications,
    setBadge: (unread) => did.push(`badge ${unread}`),
    openExternal: async (url) => void did.push(`open ${url}`),
    forgetEverything: async () => void did.push('forget'),
  });
  openDoor({ handle: (channel, listener) => listeners.set(channel, listener) }, handlers);
  const windowOf = (roomId?: RoomId) => opened.get(roomId) ?? new FakeWindow();
  const ownPage = () => ({
    sender: { id: windowOf().contentsId },
    senderFrame: { url: 'app://maru/index.html', parent: null },
  });
  const call = async (channel: string, argument?: unknown, event: object = {}) => {
    const listener = listeners.get(channel);
    if (!listener) throw new Error(`no such channel ${channel}`);
    return listener({ ...ownPage(), ...event }, argument);
  };
  return { call, did, listeners, windowOf };
}
