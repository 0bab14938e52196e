import {
  accept,
  type ChatMessage,
  type ChatPage,
  type CommandRequest,
  type Handled,
  type RoomId,
} from '../../contract/index.ts';
import type { MessageStore, ParticipantRecord, RoomStore } from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { viewMessages } from './message-view.ts';
import { fitting, fittingAround } from './page-size.ts';
import { findTime } from './time-search.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
}

type Asked = CommandRequest<'chatRoom.enter'>;
type Part = Pick<ChatPage['chatRecord'], 'lastSeq' | 'chatMessage'>;

/** Entering a room: who asks must be in it, and sees what came after their joining (seed flow "enter a room"). */
export function createHistory({ rooms, messages }: Dependencies) {
  return async (asked: Asked): Promise<Handled<ChatPage>> => {
    const { roomId, userId, endpoint, around, at } = asked;
    const place = await findOwnPlace(rooms, roomId, userId);
    if (!place.ok) return { outcome: place };
    const anywhere = around !== undefined || at !== undefined;
    const part = anywhere ? await readAround(asked, place.value) : await readBeside(asked, place.value);
    const { readSeq } = place.value;
    return { outcome: accept({ endpoint, chatRecord: { userId, roomId, readSeq, ...part } }) };
  };

  /** The latest messages, or those before or after a place. */
  async function readBeside({ roomId, before, after, limit }: Asked, own: ParticipantRecord): Promise<Part> {
    const take = after === undefined ? 'last' : 'first';
    const [page, lastSeq] = await Promise.all([
      messages.page({ roomId, after: Math.max(after ?? 0, own.joinedSeq), before, take, limit }),
      findEnd(roomId),
    ]);
    return { lastSeq, chatMessage: [...fitting(await viewMessages(page, messages), take)] };
  }

  /**
   * Half a page before a place and half from it. A place outside of what the reader sees is moved to its nearest end, where the
   * page has one half alone.
   */
  async function readAround({ roomId, around, at, limit }: Asked, own: ParticipantRecord): Promise<Part> {
    const lastSeq = await findEnd(roomId);
    const [first, beyond] = [own.joinedSeq + 1, lastSeq + 1];
    const wanted = around ?? (at ? await findTime(messages, roomId, Date.parse(at), first, beyond) : beyond);
    const place = Math.max(first, Math.min(wanted, beyond));
    const half = Math.floor(limit / 2);
    const after = Math.max(place - half - 1, own.joinedSeq);
    const before = place + limit - half;
    const page = await messages.page({ roomId, after, before, take: 'first', limit });
    const seen: readonly ChatMessage[] = await viewMessages(page, messages);
    return { lastSeq, chatMessage: [...fittingAround(seen, place)] };
  }

  async function findEnd(roomId: RoomId): Promise<number> {
    return (await messages.ends([roomId])).get(roomId)?.seq ?? 0;
  }
}
