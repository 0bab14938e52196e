import { accept, type ChatPage, type CommandRequest, type Handled } from '../../contract/index.ts';
import type { MessageStore, RoomStore } from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { viewMessages } from './message-view.ts';
import { fitting } from './page-size.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
}

/** Entering a room: who asks must be in it, and sees what came after their joining (seed flow "enter a room"). */
export function createHistory({ rooms, messages }: Dependencies) {
  return async (request: CommandRequest<'chatRoom.enter'>): Promise<Handled<ChatPage>> => {
    const { roomId, userId, endpoint, before, after, limit } = request;
    const place = await findOwnPlace(rooms, roomId, userId);
    if (!place.ok) return { outcome: place };
    const { joinedSeq, readSeq } = place.value;
    const take = after === undefined ? 'last' : 'first';
    const [page, ends] = await Promise.all([
      messages.page({
        roomId,
        after: Math.max(after ?? 0, joinedSeq),
        before,
        take,
        limit,
      }),
      messages.ends([roomId]),
    ]);
    const chatMessage = [...fitting(await viewMessages(page, messages), take)];
    const chatRecord = { userId, roomId, readSeq, lastSeq: ends.get(roomId)?.seq ?? 0, chatMessage };
    return { outcome: accept({ endpoint, chatRecord }) };
  };
}
