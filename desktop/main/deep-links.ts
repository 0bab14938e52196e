import { type RoomId, roomId } from '../../backend/contract/index.ts';

export const linkScheme = 'maru';

/** The room of `maru://room/<id>`; undefined for anything that is not exactly that. */
export function parseRoomLink(link: string): RoomId | undefined {
  const [, id] = /^maru:\/\/room\/([^/?#]+)$/.exec(link) ?? [];
  return roomId.safeParse(id).data;
}

/** Windows and Linux hand a link over as an argument of a new start. */
export const findRoomLink = (argv: readonly string[]): RoomId | undefined =>
  argv.map(parseRoomLink).find((room) => room !== undefined);
