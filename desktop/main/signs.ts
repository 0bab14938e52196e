import { app } from 'electron';
import { openTray } from './electron-tray.ts';
import { profileMenu } from './own-program.ts';
import type { PinLock } from './pin-lock.ts';
import { profilesFolder } from './profile.ts';
import { RoomNotifications } from './room-notifications.ts';
import * as system from './system.ts';
import type { Updates } from './updates.ts';
import type { Windows } from './windows.ts';
import type { Words } from './words.ts';

interface Options {
  /** Folder of the icons. */
  icons: string;
  /** Folder of the first profile. */
  home: string;
  profile: string | undefined;
  lock: PinLock;
  windows: Windows;
  updates: Updates;
  words(): Words;
}

/** What is seen of Maru outside of its windows: tray, badges, notifications. */
export class Signs {
  readonly notifications: RoomNotifications;
  readonly #options: Options;
  readonly #showTray: () => void;
  #unread = 0;

  constructor(options: Options) {
    this.#options = options;
    this.notifications = this.#createNotifications();
    this.#showTray = this.#openTray();
  }

  /** As things are now; to be called whenever they have changed. */
  show(): void {
    const { windows, words } = this.#options;
    windows.mark(this.#unread > 0 ? words().unread(this.#unread) : undefined);
    this.#showTray();
  }

  setUnread(unread: number): void {
    this.#unread = unread;
    system.setBadge(unread);
    this.show();
  }

  #createNotifications(): RoomNotifications {
    const { windows, lock, words } = this.#options;
    return new RoomNotifications({
      show: system.showNotification,
      isFocused: (roomId) => windows.isFocused(roomId),
      locked: () => lock.locked,
      lockedBody: () => words().newMessage,
      onClick: (roomId) => windows.want(roomId),
    });
  }

  #openTray(): () => void {
    const { icons, home, profile, lock, windows, updates, words } = this.#options;
    const actions = {
      open: () => windows.showMain(),
      lock: () => void lock.lock(),
      restartToUpdate: () => updates.restart(),
      quit: () => app.quit(),
    };
    return openTray({
      icons,
      profile,
      words,
      state: () => ({ ...lock.state, unread: this.#unread, updateReady: updates.ready }),
      run: (action) => actions[action](),
      profiles: () => profileMenu(profilesFolder(home), profile, words()),
    });
  }
}
