import { roomId } from '../../contract/index.ts';
import type { RoomListEntry, RoomListPlace } from '../../ports/index.ts';

/** A place in the chat list as clients carry it from page to page: `<milliseconds>.<roomId>`. */
export function formatPlace({ room, lastMessage }: RoomListEntry): string {
  const activity = lastMessage ? Date.parse(lastMessage.createdAt) : room.createdAt;
  return `${activity}.${room.roomId}`;
}

/** Undefined for anything that was not made by `formatPlace`. */
export function parsePlace(text: string): RoomListPlace | undefined {
  const match = /^(\d{1,15})\.(.+)$/.exec(text);
  const id = roomId.safeParse(match?.[2]);
  return match && id.success ? { activity: Number(match[1]), roomId: id.data } : undefined;
}
