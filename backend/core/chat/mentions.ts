import type { Mention, UserId } from '../../contract/index.ts';

/** The people whom a message names; `all` is nobody in particular. */
export function namedIn(mentions: readonly Mention[] | undefined): UserId[] {
  const ids = new Set((mentions ?? []).map(({ userId }) => userId));
  return [...ids].filter((userId): userId is UserId => userId !== 'all');
}

/** The mentions that stay: of everyone, and of who is in the room. Whoever is not is left plain text. */
export function mentionsOf(
  mentions: readonly Mention[] | undefined,
  present: (mention: Mention) => boolean,
): { mentions?: Mention[] } {
  const kept = (mentions ?? []).filter((mention) => mention.userId === 'all' || present(mention));
  return kept.length > 0 ? { mentions: kept } : {};
}
