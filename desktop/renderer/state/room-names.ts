import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { RoomEntry } from '../../client/index.ts';
import type { Person } from '../components/avatar.tsx';
import { useMaru } from './client.ts';
import { useMe } from './people.ts';

/** The others in a room, as many as are known; oneself in the self room. */
export function useRoomPeople(room: RoomEntry): Person[] {
  const me = useMe();
  const ids = room.kind === 'self' ? [me.userId] : room.participantIds.filter((id) => id !== me.userId);
  const shown = ids.slice(0, 6);
  const names = useNames(shown);
  const avatars = useMaru(
    'profiles',
    useShallow((profiles) => shown.map((id) => profiles.byId[id]?.avatar ?? '')),
  );
  return shown.map((userId, index) => ({
    userId,
    nickname: names[index] ?? userId,
    avatar: avatars[index] ?? '',
  }));
}

/** What people are called here: the own alias, their name, or their id. */
export function useNames(ids: readonly string[]): string[] {
  const profiles = useMaru(
    'profiles',
    useShallow((state) => ids.map((id) => state.byId[id]?.nickname ?? id)),
  );
  const aliases = useMaru(
    'friends',
    useShallow((state) => ids.map((id) => state.byId[id]?.alias ?? '')),
  );
  return ids.map((id, index) => aliases[index] || profiles[index] || id);
}

/** What a room is called: its title, or the people in it. */
export function useRoomName(room: RoomEntry, people: readonly Person[]): string {
  const { t } = useTranslation();
  if (room.title) return room.title;
  if (room.kind === 'self') return t('chats.selfRoom');
  return people.map((person) => person.nickname).join(', ') || t('chats.emptyRoom');
}
