import { type Person, type Refusal, refuse, type UserId } from '../../contract/index.ts';
import type { ProfileStore } from '../../ports/index.ts';

/** People as they are called now; one whose profile has not arrived here yet goes by their id. */
export async function namePeople(profiles: ProfileStore, userIds: readonly UserId[]): Promise<Person[]> {
  const known = await profiles.find(userIds);
  return userIds.map((userId) => ({ userId, nickname: known.get(userId)?.nickname ?? userId }));
}

export async function namePerson(profiles: ProfileStore, userId: UserId): Promise<Person> {
  const [person] = await namePeople(profiles, [userId]);
  return person ?? { userId, nickname: userId };
}

/** Those of the people of whom there is no profile. */
export async function findUnknown(profiles: ProfileStore, userIds: readonly UserId[]): Promise<UserId[]> {
  if (userIds.length === 0) return [];
  const known = await profiles.find(userIds);
  return userIds.filter((userId) => !known.has(userId));
}

export async function refuseUnknown(
  profiles: ProfileStore,
  userIds: readonly UserId[],
): Promise<Refusal | undefined> {
  const unknown = await findUnknown(profiles, userIds);
  return unknown.length > 0 ? refuse('user_not_found', { userIds: unknown }) : undefined;
}
