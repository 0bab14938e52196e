import { join } from 'node:path';
import { app, ipcMain, safeStorage, session, shell } from 'electron';
import { lockWhenAway } from './auto-lock.ts';
import { loadUpdater } from './electron-updater.ts';
import { openElectronWindow } from './electron-window.ts';
import { createChannelHandlers } from './handlers.ts';
import { openDoor } from './ipc-door.ts';
import { openKept, removeSessions } from './kept.ts';
import { createKeptFile, sessionFileName } from './kept-file.ts';
import { startAtLoginOf } from './own-program.ts';
import { PinLock } from './pin-lock.ts';
import { ServerChoice } from './server-choice.ts';
import { defaultSettings, Settings } from './settings.ts';
import { Signs } from './signs.ts';
import * as system from './system.ts';
import { trustedEncryption } from './system-encryption.ts';
import { TokenVault } from './token-vault.ts';
import { Updates } from './updates.ts';
import { Windows } from './windows.ts';
import { wordsOf } from './words.ts';

export interface Place {
  /** Folder of the built app. */
  built: string;
  /** Folder of Maru's first profile; the others lie in it. */
  home: string;
  profile: string | undefined;
  /** A server that was given at this start. */
  serverUrl: string | undefined;
}

const icons = (): string => join(app.getAppPath(), 'resources', 'icons');

type Kept = Awaited<ReturnType<typeof openKept>>;

/** Everything behind the windows of one profile, wired to Electron. */
export class Shell {
  readonly #place: Place;
  readonly #directory: string;
  readonly #lock: PinLock;
  readonly #settings: Settings;
  readonly #updates: Updates;
  readonly #signs: Signs;
  readonly server: ServerChoice;
  readonly windows: Windows;

  /** Call when the app is ready. Throws a sentence for a server that is none. */
  static async open(place: Place): Promise<Shell> {
    const directory = app.getPath('userData');
    const shell = new Shell(place, directory, await openKept(directory));
    shell.#start();
    return shell;
  }

  private constructor(place: Place, directory: string, kept: Kept) {
    this.#place = place;
    this.#directory = directory;
    this.#lock = new PinLock({ record: kept.pin, now: Date.now, onChange: () => this.#onLockChanged() });
    this.server = new ServerChoice(kept.server, place.serverUrl, (url) => this.#createVault(url));
    this.#settings = new Settings(
      kept.settings,
      defaultSettings(process.platform, app.getLocale()),
      ({ startAtLogin }) => this.#onSettings(startAtLogin),
    );
    this.windows = this.#createWindows(kept);
    this.#updates = this.#createUpdates();
    this.#signs = this.#createSigns();
  }

  #start(): void {
    system.checkSpelling(this.#settings.value);
    lockWhenAway({
      ...system,
      minutes: () => this.#settings.value.autoLockMinutes,
      lock: () => void this.#lock.lock(),
    });
    this.#openDoor();
    this.#signs.show();
    void this.#updates.look();
  }

  #words() {
    return wordsOf(this.#settings.value.language);
  }

  #createVault(url: string): TokenVault {
    const file = createKeptFile(join(this.#directory, sessionFileName(url)));
    return new TokenVault(trustedEncryption(safeStorage, process.platform), file);
  }

  #createWindows({ looks }: Kept): Windows {
    const preload = join(this.#place.built, 'preload', 'index.cjs');
    const parts = { preload, overlay: join(icons(), 'unread', 'overlay.png'), words: () => this.#words() };
    return new Windows({
      looks,
      open: (roomId, look) => openElectronWindow(roomId, look, parts),
      // On macOS an app outlives its windows.
      hidesMain: () => this.#settings.value.closeToTray || process.platform === 'darwin',
      quit: () => app.quit(),
    });
  }

  #createUpdates(): Updates {
    return new Updates({
      load: loadUpdater,
      serverUrl: () => this.server.url,
      enabled: () => this.#settings.value.automaticUpdates,
      every: system.every,
      onReady: () => this.#signs.show(),
    });
  }

  #createSigns(): Signs {
    const { home, profile } = this.#place;
    const words = () => this.#words();
    const parts = { lock: this.#lock, windows: this.windows, updates: this.#updates };
    return new Signs({ icons: icons(), home, profile, words, ...parts });
  }

  #openDoor(): void {
    const { profile } = this.#place;
    openDoor(
      ipcMain,
      createChannelHandlers({
        info: { version: app.getVersion(), platform: process.platform, ...(profile && { profile }) },
        server: this.server,
        lock: this.#lock,
        settings: this.#settings,
        windows: this.windows,
        notifications: this.#signs.notifications,
        setBadge: (unread) => this.#signs.setUnread(unread),
        openExternal: (url) => shell.openExternal(url),
        forgetEverything: () => this.#forgetEverything(),
      }),
    );
  }

  #onLockChanged(): void {
    const { state } = this.#lock;
    this.windows.tellAll('lock.changed', state);
    // What was asked for meanwhile can be shown now.
    if (!state.locked) this.windows.tellAll('room.wanted');
    this.#signs.show();
  }

  #onSettings(startAtLogin: boolean | undefined): void {
    system.checkSpelling(this.#settings.value);
    this.#signs.show();
    if (startAtLogin !== undefined)
      startAtLoginOf(this.#place.profile)(startAtLogin).catch((error: Error) =>
        console.error(`maru: starting at log-in could not be changed: ${error.message}`),
      );
  }

  async #forgetEverything(): Promise<void> {
    await removeSessions(this.#directory);
    await session.defaultSession.clearStorageData();
  }
}
