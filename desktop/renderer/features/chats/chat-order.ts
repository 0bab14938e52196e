import type { RoomEntry } from '../../../client/index.ts';

type Ordered = Pick<RoomEntry, 'roomId' | 'favourite'>;

/** Pinned rooms first; otherwise the order of the store: latest activity first. */
export function chatOrder<T extends Ordered>(ids: readonly string[], byId: Readonly<Record<string, T>>): T[] {
  const rooms = ids.flatMap((id) => byId[id] ?? []);
  return [...rooms.filter((room) => room.favourite), ...rooms.filter((room) => !room.favourite)];
}
