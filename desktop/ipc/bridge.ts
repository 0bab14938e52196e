import type { RoomId } from '../../backend/contract/index.ts';
import type { ApplicationInfo } from './application.ts';
import type { LockState, PinChange, PinOutcome } from './lock.ts';
import type { SettingsChange, ShellSettings } from './settings.ts';
import type { RoomNotification, WindowState } from './windows.ts';

/** Ends a subscription. */
export type Unsubscribe = () => void;

/**
 * What a page finds as `window.maru` in the desktop app; absent in the web client. Calls reject when the system refuses: an
 * argument of another form, or anything that a lock forbids.
 */
export interface MaruBridge {
  applicationInfo(): Promise<ApplicationInfo>;
  /** Rejects while Maru is locked. */
  loadToken(): Promise<string | undefined>;
  saveToken(refreshToken: string): Promise<void>;
  clearToken(): Promise<void>;
  /** Called by the main window's page only; the number of unread messages. */
  setBadge(unread: number): Promise<void>;
  openLink(url: string): Promise<void>;

  settings(): Promise<ShellSettings>;
  /** Changes what is named and resolves with all settings as they are then. Rejects while locked. */
  changeSettings(change: SettingsChange): Promise<ShellSettings>;

  lockState(): Promise<LockState>;
  /** Hears of every lock, unlock, new or removed PIN, in every window. */
  onLockChanged(listener: (state: LockState) => void): Unsubscribe;
  /** A first PIN, or another one: then `current` is needed. */
  setPin(change: PinChange): Promise<PinOutcome>;
  removePin(current: string): Promise<PinOutcome>;
  unlock(pin: string): Promise<PinOutcome>;
  /** Locks every window at once; without a PIN nothing happens. */
  lockNow(): Promise<LockState>;
  /**
   * The way out for whoever forgot the PIN: logs out of every server, deletes everything that this profile's pages keep on this
   * computer, removes the PIN and loads the page anew. Works while locked.
   */
  forgetPin(): Promise<void>;

  /** A room in a window of its own, which shows `index.html#room=<id>`, led to the message `seq`, if given. Rejects while locked. */
  openRoom(roomId: RoomId, seq?: number): Promise<void>;
  /**
   * In the main window: a click on a notification or a `maru://room/<id>` link asks for a room that has no window of its own. In a
   * room's own window: another window asks for the message `seq` of it. What was asked for before anybody listened, or while Maru
   * was locked, is told once somebody listens.
   */
  onRoomWanted(listener: (roomId: RoomId, seq?: number) => void): Unsubscribe;
  /** Of the window that asks, as are the two below; remembered per room. */
  windowState(): Promise<WindowState>;
  setAlwaysOnTop(alwaysOnTop: boolean): Promise<void>;
  /** 0.3 to 1. */
  setOpacity(opacity: number): Promise<void>;

  /** Another server: room windows close, the main window loads anew. Each server keeps its own log-in. Rejects while locked. */
  chooseServer(serverUrl: string): Promise<void>;
  /**
   * One notification per room, the newest; a click asks for the room (`onRoomWanted`). Resolves with whether the system shows it:
   * not when the room's own window has the focus; whether the main window shows that room is the page's to know. While locked,
   * words are left out.
   */
  notify(notification: RoomNotification): Promise<boolean>;
  /** Closes the room's notification, if there is one. Called by the main window's page only. */
  closeNotification(roomId: RoomId): Promise<void>;
}

export const bridgeName = 'maru';
