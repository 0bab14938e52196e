import { z } from 'zod';
import { sessionId, timestamp, userId } from './ids.ts';
import { limits } from './limits.ts';
import { optionalText, shortText } from './text.ts';

export const nickname = shortText(limits.nicknameGraphemes);
export const statusMessage = optionalText(limits.statusMessageGraphemes);
/** A preset picture (`preset:1` … `preset:99`) until attachments bring uploads; empty is the default picture. */
export const avatar = z.string().regex(/^(preset:[1-9][0-9]?)?$/, 'empty or preset:1 to preset:99');
export const password = z.string().min(limits.passwordCharacters.min).max(limits.passwordCharacters.max);

/** What everyone may know of a user. */
export const profile = z
  .object({
    userId,
    nickname: z.string(),
    statusMessage: z.string(),
    avatar: z.string(),
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof profile>;

/** A device that is logged in. */
export const session = z.object({
  sessionId,
  device: z.string(),
  createdAt: timestamp,
  lastSeenAt: timestamp,
  current: z.boolean().optional(),
});
export type Session = z.infer<typeof session>;
