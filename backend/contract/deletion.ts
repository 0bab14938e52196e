import { z } from 'zod';
import { timestamp, userId } from './ids.ts';

/** Services that hold something of a user; each reports when nothing of it is left. */
export const deletingService = z.enum(['user', 'friend', 'chat', 'abuse', 'logs']);
export type DeletingService = z.infer<typeof deletingService>;

export const deletionId = z.uuid().brand<'DeletionId'>();
export type DeletionId = z.infer<typeof deletionId>;

/** How far the deletion of an account has come. It names nobody: only who asked for it knows its id. */
export const deletionProgress = z
  .object({
    deletionId,
    requestedAt: timestamp,
    /** Services that are done. */
    done: z.array(deletingService),
    /** Services that are not: they finish when they are back, however long they were away. */
    open: z.array(deletingService),
    completedAt: timestamp.optional(),
  })
  .meta({ id: 'DeletionProgress' });
export type DeletionProgress = z.infer<typeof deletionProgress>;

/** Who messages, notes and bookmarks are from whose sender deleted their account. Nobody can sign up with this id. */
export const nobody = { userId: userId.parse('-gone-'), nickname: '(알 수 없음)' } as const;
