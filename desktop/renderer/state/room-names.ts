import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { RoomEntry } from '../../client/index.ts';
import type { Person } from '../components/avatar.tsx';
import { useClient, useMaru } from './client.ts';
import { knownName, useMe } from './people.ts';

/** A room without a title is called by so many people at most. */
const mostNamed = 6;

type NamedRoom = Pick<RoomEntry, 'kind' | 'title' | 'participantIds'>;

/** The others in a room, as many as are known; oneself in the self room. */
export function useRoomPeople(room: NamedRoom): Person[] {
  const me = useMe();
  const ids = room.kind === 'self' ? [me.userId] : room.participantIds.filter((id) => id !== me.userId);
  const shown = ids.slice(0, mostNamed);
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

export interface Naming {
  room(room: RoomEntry): string;
  /** `fallback` is the name that a message was written under. */
  person(userId: string, fallback?: string): string;
}

/** Names as they are at the moment of asking, for what is said once and not shown on. */
export function useRoomNaming(): Naming {
  const { stores } = useClient();
  const { t } = useTranslation();
  const me = useMe().userId;
  const person = (userId: string, fallback?: string): string => {
    const alias = stores.friends.getState().byId[userId]?.alias;
    const nickname = stores.profiles.getState().byId[userId]?.nickname;
    return knownName(userId, alias, nickname, fallback) ?? t('room.unknown');
  };
  return {
    person,
    room: ({ title, kind, participantIds }) => {
      if (title) return title;
      if (kind === 'self') return t('chats.selfRoom');
      const others = participantIds.filter((id) => id !== me).slice(0, mostNamed);
      return others.map((id) => person(id)).join(', ') || t('chats.emptyRoom');
    },
  };
}

/** What a room is called: its title, or the people in it. */
export function useRoomName(room: NamedRoom, people: readonly Person[]): string {
  const { t } = useTranslation();
  if (room.title) return room.title;
  if (room.kind === 'self') return t('chats.selfRoom');
  return people.map((person) => person.nickname).join(', ') || t('chats.emptyRoom');
}

/** The room that `sender` wrote in; undefined where it is called just like them, is the self room, or is not there any more. */
export function useSaidIn(roomId: string, sender: string): string | undefined {
  const room = useMaru('rooms', (rooms) => rooms.byId[roomId]);
  const name = useRoomName(room ?? noRoom, useRoomPeople(room ?? noRoom));
  return room && room.kind !== 'self' && name !== sender ? name : undefined;
}

const noRoom: NamedRoom = { kind: 'group', title: '', participantIds: [] };
