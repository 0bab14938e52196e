import { z } from 'zod';

/** Ids are opaque strings, parsed once at the edge and branded from there on. */
export const userId = z
  .string()
  .regex(/^[a-z0-9._-]{4,20}$/, '4 to 20 of a-z 0-9 . _ -')
  .brand<'UserId'>();
export type UserId = z.infer<typeof userId>;

export const roomId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, '1 to 64 of A-Z a-z 0-9 _ -')
  .brand<'RoomId'>();
export type RoomId = z.infer<typeof roomId>;

export const sessionId = z.uuid().brand<'SessionId'>();
export type SessionId = z.infer<typeof sessionId>;

export const messageId = z.uuid().brand<'MessageId'>();
export type MessageId = z.infer<typeof messageId>;

/** UUIDv7 made by the client; unique per room and sender, so sending again returns the first outcome. */
export const clientMessageId = z.uuidv7().toLowerCase().brand<'ClientMessageId'>();
export type ClientMessageId = z.infer<typeof clientMessageId>;

/** Place of a message in its room: 1, 2, 3 … without a gap. */
export const seq = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

/** A place that may be before the first message (0). */
export const position = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** ISO 8601 in UTC with milliseconds, such as `2026-11-23T04:05:06.789Z`. */
export const timestamp = z.iso.datetime({ precision: 3 });
