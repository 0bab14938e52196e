import { z } from 'zod';
import { roomId } from '../../backend/contract/index.ts';
import { applicationInfo, serverUrl } from './application.ts';
import { lockState, pin, pinChange, pinOutcome } from './lock.ts';
import { settingsChange, shellSettings } from './settings.ts';
import { opacity, roomNotification, wantedRoom, windowState } from './windows.ts';

const none = z.undefined();
const refreshToken = z.string().min(1).max(4096);

/** Every call from a page to the system: one argument, one result, both parsed in the main process. */
export const channels = {
  'application.info': { argument: none, result: applicationInfo },
  /** Refused while locked. */
  'token.load': { argument: none, result: refreshToken.optional() },
  'token.save': { argument: refreshToken, result: none },
  'token.clear': { argument: none, result: none },
  /** Unread messages, for the badge of dock, taskbar and tray. */
  'badge.set': { argument: z.int().min(0).max(1_000_000), result: none },
  /** Opens a link in the system's browser. */
  'link.open': { argument: z.url({ protocol: /^https?$/ }).max(2048), result: none },
  'settings.get': { argument: none, result: shellSettings },
  'settings.change': { argument: settingsChange, result: shellSettings },
  'lock.state': { argument: none, result: lockState },
  'lock.set-pin': { argument: pinChange, result: pinOutcome },
  'lock.remove-pin': { argument: pin, result: pinOutcome },
  'lock.unlock': { argument: pin, result: pinOutcome },
  /** Without a PIN nothing locks. */
  'lock.now': { argument: none, result: lockState },
  /** Gives up what the PIN guards: logs out of every server and clears what pages keep, then there is no PIN any more. */
  'lock.forget-pin': { argument: none, result: none },
  /** Opens the room in a window of its own, or brings that to the front; leads to the message there. Refused while locked. */
  'room.open': { argument: wantedRoom, result: none },
  /**
   * What the window that asks is wanted to show, told once: the main one a room that a link or a notification asked for, a room's
   * own one a message. Nothing while locked.
   */
  'room.wanted': { argument: none, result: wantedRoom.optional() },
  'window.state': { argument: none, result: windowState },
  'window.set-always-on-top': { argument: z.boolean(), result: none },
  'window.set-opacity': { argument: opacity, result: none },
  /** Remembers the server and loads the page anew for it. */
  'server.choose': { argument: serverUrl, result: none },
  /** The result says whether the system shows it. */
  'notification.show': { argument: roomNotification, result: z.boolean() },
  /** The room is read or left. Of the main window only. */
  'notification.close': { argument: roomId, result: none },
} as const satisfies Record<string, { argument: z.ZodType; result: z.ZodType }>;

export type Channel = keyof typeof channels;
export type ChannelArgument<C extends Channel> = z.infer<(typeof channels)[C]['argument']>;
export type ChannelResult<C extends Channel> = z.infer<(typeof channels)[C]['result']>;

/** What the system tells pages by itself. */
export const notices = {
  'lock.changed': lockState,
  /** There is something to ask for by `room.wanted`. */
  'room.wanted': none,
} as const satisfies Record<string, z.ZodType>;

export type Notice = keyof typeof notices;
export type NoticeContent<N extends Notice> = z.infer<(typeof notices)[N]>;
