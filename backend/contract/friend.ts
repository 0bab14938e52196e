import { z } from 'zod';
import { timestamp } from './ids.ts';
import { limits } from './limits.ts';
import { optionalText } from './text.ts';
import { profile } from './user.ts';

/** One entry of a user's friend list: a friend, or somebody who is only blocked, with what the user made of them. */
export const friend = profile
  .extend({
    favourite: z.boolean(),
    /** Not shown in the friend list. */
    hidden: z.boolean(),
    blocked: z.boolean(),
    alias: z.string(),
    /** When they were added; absent for somebody who is no friend but blocked. */
    since: timestamp.optional(),
  })
  .meta({ id: 'Friend' });
export type Friend = z.infer<typeof friend>;

export const friendSettings = z.object({
  favourite: z.boolean().optional(),
  hidden: z.boolean().optional(),
  blocked: z.boolean().optional(),
  alias: optionalText(limits.nicknameGraphemes).optional(),
});
export type FriendSettings = z.infer<typeof friendSettings>;
