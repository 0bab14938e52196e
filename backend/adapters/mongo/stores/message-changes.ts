import { type Model, trusted } from 'mongoose';
import type { RoomId } from '../../../contract/index.ts';
import type { MessageStore, ReactionChange, StoredReaction } from '../../../ports/index.ts';
import { type MessageDocument, toMessage } from './chat-documents.ts';

type Changes = Pick<MessageStore, 'edit' | 'unsend' | 'react'>;

export const missing = trusted({ $exists: false });

/** What an unsent message has no more, beside its text. */
export const takenByUnsending = {
  replySeq: 1,
  mentions: 1,
  forwarded: 1,
  reactions: 1,
  editedAt: 1,
} as const;

/** What can happen to one stored message, each as one update of its document. */
export function messageChanges(
  messages: Model<MessageDocument>,
  journalWhatWasRead: () => Promise<void>,
): Changes {
  const change = (filter: object, update: object) =>
    messages.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean<MessageDocument>();

  /** A message that is already as it was to be: what made it so may not be journaled yet. */
  async function find(filter: { roomId: RoomId; seq: number; unsentAt?: typeof missing }) {
    const found = await messages.findOne(filter).lean<MessageDocument>();
    if (found) await journalWhatWasRead();
    return found ? toMessage(found) : undefined;
  }

  async function react(
    roomId: RoomId,
    seq: number,
    { on, ...reaction }: ReactionChange,
    most: number,
  ): ReturnType<Changes['react']> {
    const sent = { roomId, seq, unsentAt: missing };
    const changed = on
      ? await change({ ...sent, ...roomFor(reaction, most) }, { $push: { reactions: pick(reaction) } })
      : await change(sent, { $pull: { reactions: pick(reaction) } });
    if (changed) return toMessage(changed);
    const found = await find(sent);
    if (!found) return undefined;
    const { reactions = [] } = found;
    const there = reactions.some(
      ({ emoji, userId }) => emoji === reaction.emoji && userId === reaction.userId,
    );
    if (there || !on) return found;
    // Somebody took one back since the update found no room.
    return reactions.length < most ? react(roomId, seq, { on, ...reaction }, most) : 'full';
  }

  return {
    async edit(roomId, seq, { message, mentions, editedAt }) {
      const changed = await change(
        { roomId, seq, unsentAt: missing },
        mentions?.length
          ? { $set: { message, editedAt, mentions } }
          : { $set: { message, editedAt }, $unset: { mentions: 1 } },
      );
      return changed ? toMessage(changed) : undefined;
    },

    async unsend(roomId, seq, unsentAt) {
      const update = { $set: { message: '', unsentAt }, $unset: takenByUnsending };
      const changed = await change({ roomId, seq, unsentAt: missing }, update);
      return changed ? toMessage(changed) : find({ roomId, seq });
    },

    react,
  };
}

/** Only what belongs there is stored, in this order. */
const pick = ({ emoji, userId }: StoredReaction): StoredReaction => ({ emoji, userId });

const roomFor = (reaction: StoredReaction, most: number) => ({
  reactions: trusted({ $not: { $elemMatch: pick(reaction) } }),
  [`reactions.${most - 1}`]: missing,
});
