import type { ChatMessage, ChatPage } from '../../../backend/contract/index.ts';
import type { Room } from './room.ts';
import type { Stage } from './stage.ts';

/** Reads every room from the start and adds to the stage's problems whatever was acknowledged and is not there, or is there wrongly. */
export async function checkHistory(stage: Stage): Promise<void> {
  const found = new Set<number>();
  await Promise.all(stage.rooms.map((room) => checkRoom(stage, room, found)));
  let missing = 0;
  for (let index = 0; index < stage.sent.count; index++)
    if (stage.sent.wasAcknowledged(index) && !found.has(index)) missing += 1;
  if (missing > 0) stage.problems.push(`${missing} acknowledged messages are not in the history`);
}

async function checkRoom(stage: Stage, room: Room, found: Set<number>): Promise<void> {
  let expected = 1;
  for await (const message of history(stage, room)) {
    const index = stage.sent.indexOf(message.clientMessageId);
    if (message.seq !== expected)
      stage.problems.push(`${room.roomId}: the history has seq ${message.seq} in place of ${expected}`);
    if (index === undefined || found.has(index))
      stage.problems.push(`${room.roomId}: seq ${message.seq} is twice in the history, or nobody sent it`);
    else found.add(index);
    expected = message.seq + 1;
  }
  if (expected - 1 !== room.lastSeq)
    stage.problems.push(`${room.roomId}: the history ends at ${expected - 1}, deliveries at ${room.lastSeq}`);
}

async function* history(stage: Stage, { roomId, members: [member] }: Room): AsyncGenerator<ChatMessage> {
  for (let after = 0; ; ) {
    const path = `/chat/${roomId}?after=${after}&limit=200`;
    const { chatRecord } = await stage.http.call<ChatPage>('GET', path, member?.person.accessToken);
    yield* chatRecord.chatMessage;
    const last = chatRecord.chatMessage.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
}
