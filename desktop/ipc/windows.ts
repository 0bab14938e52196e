import { z } from 'zod';
import { roomId, seq } from '../../backend/contract/index.ts';

export const smallestOpacity = 0.3;
export const opacity = z.number().min(smallestOpacity).max(1);

/** A room that a window is to show, and the message in it that somebody wants to see, if there is one. */
export const wantedRoom = z.object({ roomId, seq: seq.optional() });
export type WantedRoom = z.infer<typeof wantedRoom>;

/** The window that asks. */
export const windowState = z.object({
  /** The room of a window of its own; absent in the main window. */
  roomId: roomId.optional(),
  alwaysOnTop: z.boolean(),
  /** 1 is solid. Systems without transparent windows (Linux) stay solid. */
  opacity,
});
export type WindowState = z.infer<typeof windowState>;

/** A message's notification, in the words that people see. */
export const roomNotification = z.object({
  roomId,
  title: z.string().max(200),
  body: z.string().max(1000),
  silent: z.boolean(),
});
export type RoomNotification = z.infer<typeof roomNotification>;
