import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomEntry } from '../../client/index.ts';
import { useMaru } from './client.ts';
import { matchesName } from './name-match.ts';
import { isOffered } from './named-friends.ts';
import { useMe } from './people.ts';

/** The rooms whose title or people match. */
export function useFoundRooms(rooms: RoomEntry[], query: string): RoomEntry[] {
  const { t } = useTranslation();
  const me = useMe();
  const searching = query.trim() !== '';
  const profiles = useMaru('profiles', (state) => (searching ? state.byId : undefined));
  const friends = useMaru('friends', (state) => (searching ? state.byId : undefined));
  return useMemo(() => {
    if (!profiles || !friends) return rooms;
    const wordsOf = (room: RoomEntry): string[] => [
      room.title,
      room.kind === 'self' ? t('chats.selfRoom') : '',
      ...room.participantIds
        .filter((id) => id !== me.userId)
        .map((id) => friends[id]?.alias || (profiles[id]?.nickname ?? '')),
    ];
    return rooms.filter((room) => wordsOf(room).some((word) => word !== '' && matchesName(word, query)));
  }, [rooms, query, profiles, friends, me.userId, t]);
}

/** The rooms that match, where one is to be chosen: a direct room is offered as the other one in it is. */
export function useOfferedRooms(query: string): RoomEntry[] {
  const found = useFoundRooms(useRooms(), query);
  const friends = useMaru('friends', (state) => state.byId);
  return useMemo(
    () =>
      found.filter(
        ({ kind, participantIds }) =>
          kind !== 'direct' || participantIds.every((id) => isOffered(friends[id], query)),
      ),
    [found, friends, query],
  );
}

/** All rooms, the latest activity first. */
export function useRooms(): RoomEntry[] {
  const { byId, ids } = useMaru('rooms', (rooms) => rooms);
  return useMemo(() => ids.map((id) => byId[id]).filter((room) => room !== undefined), [byId, ids]);
}
