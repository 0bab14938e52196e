import { join } from 'node:path';
import { app, ipcMain, safeStorage, session, shell } from 'electron';
import { lockWhenAway } from './auto-lock.ts';
import { openTray } from './electron-tray.ts';
import { loadUpdater } from './electron-updater.ts';
import { openElectronWindow } from './electron-window.ts';
import { createChannelHandlers } from './handlers.ts';
import { openDoor } from './ipc-door.ts';
import { openKept, removeSessions } from './kept.ts';
import { createKeptFile, sessionFileName } from './kept-file.ts';
import { profileMenu, startAtLoginOf } from './own-program.ts';
import { PinLock } from './pin-lock.ts';
import { profilesFolder } from './profile.ts';
import { RoomNotifications } from './room-notifications.ts';
import { ServerChoice } from './server-choice.ts';
import { defaultSettings, Settings } from './settings.ts';
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
  readonly #notifications: RoomNotifications;
  readonly #showTray: () => void;
  readonly server: ServerChoice;
  readonly windows: Windows;
  #unread = 0;

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
    this.#notifications = this.#createNotifications();
    this.#updates = this.#createUpdates();
    this.#showTray = this.#openTray();
  }

  #start(): void {
    system.checkSpelling(this.#settings.value);
    lockWhenAway({
      ...system,
      minutes: () => this.#settings.value.autoLockMinutes,
      lock: () => void this.#lock.lock(),
    });
    this.#openDoor();
    this.#showTray();
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

  #createNotifications(): RoomNotifications {
    return new RoomNotifications({
      show: system.showNotification,
      isFocused: (roomId) => this.windows.isFocused(roomId),
      locked: () => this.#lock.locked,
      lockedBody: () => this.#words().newMessage,
      onClick: (roomId) => this.windows.want(roomId),
    });
  }

  #createUpdates(): Updates {
    return new Updates({
      load: loadUpdater,
      serverUrl: () => this.server.url,
      enabled: () => this.#settings.value.automaticUpdates,
      every: system.every,
      onReady: () => this.#showTray(),
    });
  }

  #openTray(): () => void {
    const { home, profile } = this.#place;
    const actions = {
      open: () => this.windows.showMain(),
      lock: () => void this.#lock.lock(),
      restartToUpdate: () => this.#updates.restart(),
      quit: () => app.quit(),
    };
    return openTray({
      icons: icons(),
      profile,
      words: () => this.#words(),
      state: () => ({ ...this.#lock.state, unread: this.#unread, updateReady: this.#updates.ready }),
      run: (action) => actions[action](),
      profiles: () => profileMenu(profilesFolder(home), profile, this.#words()),
    });
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
        notifications: this.#notifications,
        setBadge: (unread) => this.#setBadge(unread),
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
    this.#showTray();
  }

  #onSettings(startAtLogin: boolean | undefined): void {
    system.checkSpelling(this.#settings.value);
    this.#showUnread();
    if (startAtLogin !== undefined)
      startAtLoginOf(this.#place.profile)(startAtLogin).catch((error: Error) =>
        console.error(`maru: starting at log-in could not be changed: ${error.message}`),
      );
  }

  #setBadge(unread: number): void {
    this.#unread = unread;
    system.setBadge(unread);
    this.#showUnread();
  }

  #showUnread(): void {
    this.windows.mark(this.#unread > 0 ? this.#words().unread(this.#unread) : undefined);
    this.#showTray();
  }

  async #forgetEverything(): Promise<void> {
    await removeSessions(this.#directory);
    await session.defaultSession.clearStorageData();
  }
}
