import { isDeepStrictEqual } from 'node:util';
import {
  accept,
  type ChatEvent,
  type ChatMessage,
  type CommandRequest,
  type Handled,
  lifetimes,
  limits,
  type Mention,
  type Outcome,
  type RoomId,
  refuse,
  type UserId,
} from '../../contract/index.ts';
import type { Clock, MessageRecord, MessageStore, RoomStore } from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { mentionsOf, namedIn } from './mentions.ts';
import { viewMessages } from './message-view.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  clock: Clock;
}

interface Asked {
  roomId: RoomId;
  userId: UserId;
  seq: number;
}

/**
 * Editing, unsending and reacting. Whatever comes again finds what it was to do done, gives the same answer and tells it again. A
 * system message has no sender: nobody edits or unsends it, and it takes no reactions.
 */
export function createMessageChanges({ rooms, messages, clock }: Dependencies) {
  return { edit, unsend, react };

  async function edit(asked: CommandRequest<'message.edit'>): Promise<Handled<ChatMessage>> {
    const found = await findOwn(asked);
    if (!found.ok) return { outcome: found };
    if (found.value.unsentAt) return { outcome: refuse('message_unsent') };
    const text = { message: asked.message, ...(await findPresent(asked.roomId, asked.mentions)) };
    if (saysAlready(found.value, text)) return told(found.value, editedEvent(found.value));
    if (isLate(found.value)) return { outcome: refuse('too_late_to_change') };
    const edited = await messages.edit(asked.roomId, asked.seq, { ...text, editedAt: now() });
    return edited ? told(edited, editedEvent(edited)) : { outcome: refuse('message_unsent') };
  }

  async function unsend(asked: CommandRequest<'message.unsend'>): Promise<Handled<ChatMessage>> {
    const found = await findOwn(asked);
    if (!found.ok) return { outcome: found };
    if (!found.value.unsentAt && isLate(found.value)) return { outcome: refuse('too_late_to_change') };
    const { roomId, seq } = asked;
    const unsent = await messages.unsend(roomId, seq, now());
    if (!unsent?.unsentAt) return { outcome: refuse('message_not_found') };
    return told(unsent, { type: 'unsent', roomId, seq, unsentAt: unsent.unsentAt });
  }

  async function react(asked: CommandRequest<'message.react'>): Promise<Handled<ChatMessage>> {
    const { roomId, seq, ...change } = asked;
    const found = await findVisible(asked);
    if (!found.ok) return { outcome: found };
    if (found.value.kind === 'system') return { outcome: refuse('message_not_found') };
    const changed = await messages.react(roomId, seq, change, limits.reactionsPerMessage);
    if (!changed) return { outcome: refuse('message_unsent') };
    if (changed === 'full') return { outcome: refuse('too_many_reactions') };
    return told(changed, { type: 'reacted', roomId, seq, ...change });
  }

  /** A message that the asker may see. */
  async function findVisible({ roomId, userId, seq }: Asked): Promise<Outcome<MessageRecord>> {
    const [place, [message]] = await Promise.all([
      findOwnPlace(rooms, roomId, userId),
      messages.findBySeq(roomId, [seq]),
    ]);
    if (!place.ok) return place;
    return message && seq > place.value.joinedSeq ? accept(message) : refuse('message_not_found');
  }

  async function findOwn(asked: Asked): Promise<Outcome<MessageRecord>> {
    const found = await findVisible(asked);
    if (!found.ok) return found;
    const { kind, userId } = found.value;
    return kind === 'text' && userId === asked.userId ? found : refuse('not_the_sender');
  }

  async function findPresent(roomId: RoomId, mentions: readonly Mention[] | undefined) {
    const named = namedIn(mentions).map((userId) => ({ roomId, userId }));
    const { members } = named.length > 0 ? await rooms.findMemberships(named) : { members: [] };
    return mentionsOf(mentions, (mention) => members.some(({ userId }) => userId === mention.userId));
  }

  function isLate({ createdAt }: MessageRecord): boolean {
    return clock.now() > Date.parse(createdAt) + lifetimes.messageChange * 1_000;
  }

  function now(): string {
    return new Date(clock.now()).toISOString();
  }

  async function told(record: MessageRecord, event?: ChatEvent): Promise<Handled<ChatMessage>> {
    const [message] = await viewMessages([record], messages);
    if (!message) throw new Error('a message has no view');
    const events = event ? [{ topic: 'kakao.chat.EVENT' as const, key: record.roomId, value: event }] : [];
    return { outcome: accept(message), events };
  }
}

/** Whether an edit would change nothing: it came again, or the sender took none of the text back. */
function saysAlready(record: MessageRecord, text: Pick<MessageRecord, 'message' | 'mentions'>): boolean {
  return record.message === text.message && isDeepStrictEqual(record.mentions ?? [], text.mentions ?? []);
}

/** Nothing to tell of a message that says what it always said. */
function editedEvent({ roomId, seq, message, mentions, editedAt }: MessageRecord): ChatEvent | undefined {
  if (editedAt === undefined) return undefined;
  return { type: 'edited', roomId, seq, message, ...(mentions ? { mentions } : {}), editedAt };
}
