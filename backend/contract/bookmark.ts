import { z } from 'zod';
import { roomId, seq, timestamp, userId } from './ids.ts';
import { limits } from './limits.ts';
import { optionalText, shortText } from './text.ts';

/** A message kept in the drawer (톡서랍), as it was: it stays when the room is left or the message unsent. */
export const bookmark = z
  .object({
    roomId,
    seq,
    /** The room's name at the time, for its keeper: its title, or the names of the others. */
    roomTitle: z.string(),
    userId,
    nickname: z.string(),
    message: z.string(),
    createdAt: timestamp,
    keptAt: timestamp,
    labels: z.array(z.string()),
    note: z.string(),
  })
  .meta({ id: 'Bookmark' });
export type Bookmark = z.infer<typeof bookmark>;

/** What its keeper says about a bookmark. */
export const bookmarkMarks = z.object({
  labels: z
    .array(shortText(limits.nicknameGraphemes))
    .max(limits.bookmarkLabels)
    .transform((labels) => [...new Set(labels)])
    .optional(),
  note: optionalText(limits.bookmarkNoteGraphemes).optional(),
});
export type BookmarkMarks = z.infer<typeof bookmarkMarks>;
