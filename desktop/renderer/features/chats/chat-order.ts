import type { RoomEntry } from '../../../client/index.ts';
import type { ChatFilter } from '../../state/view.ts';

type Ordered = Pick<RoomEntry, 'roomId' | 'favourite'>;
type Filtered = Pick<RoomEntry, 'roomId' | 'kind' | 'unread' | 'favourite'>;

/** Pinned rooms first; otherwise the order of the store: latest activity first. */
export function chatOrder<T extends Ordered>(ids: readonly string[], byId: Readonly<Record<string, T>>): T[] {
  const rooms = ids.flatMap((id) => byId[id] ?? []);
  return [...rooms.filter((room) => room.favourite), ...rooms.filter((room) => !room.favourite)];
}

const passes: Record<ChatFilter, (room: Filtered) => boolean> = {
  all: () => true,
  unread: ({ unread }) => unread > 0,
  direct: ({ kind }) => kind !== 'group',
  group: ({ kind }) => kind === 'group',
  pinned: ({ favourite }) => favourite,
};

/** The rooms that a filter lets through. The open one stays among the unread: it is read by being looked at. */
export const filteredChats = <T extends Filtered>(
  rooms: readonly T[],
  filter: ChatFilter,
  open: string | undefined,
): T[] => rooms.filter((room) => passes[filter](room) || (filter === 'unread' && room.roomId === open));
