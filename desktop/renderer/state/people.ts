import { useTranslation } from 'react-i18next';
import { nobody, type Profile } from '../../../backend/contract/index.ts';
import type { Person } from '../components/avatar.tsx';
import { useMaru } from './client.ts';

/** The logged-in user; inside the shell there always is one. */
export function useMe(): Profile {
  const user = useMaru('session', (session) => (session.status === 'loggedIn' ? session.user : undefined));
  const id = user?.userId ?? '';
  const profile = useMaru('profiles', (profiles) => profiles.byId[id]);
  return (
    profile ?? user ?? ({ userId: '', nickname: '', statusMessage: '', avatar: '' } as unknown as Profile)
  );
}

/** A person as shown: name and picture. `fallback` is the name a message was written under. */
export function usePerson(userId: string, fallback?: string): Person {
  const { t } = useTranslation();
  const profile = useMaru('profiles', (profiles) => profiles.byId[userId]);
  const alias = useMaru('friends', (friends) => friends.byId[userId]?.alias);
  const nickname = knownName(userId, alias, profile?.nickname, fallback) ?? t('room.unknown');
  return { userId, nickname, avatar: profile?.avatar ?? '' };
}

/** The first name there is for somebody. None for who is gone: the server's name for them is in one language only. */
export const knownName = (userId: string, ...names: readonly (string | undefined)[]): string | undefined =>
  userId === nobody.userId ? undefined : names.find(Boolean);
