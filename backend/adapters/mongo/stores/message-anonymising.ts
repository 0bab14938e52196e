import { type Model, trusted } from 'mongoose';
import { nobody, type UserId } from '../../../contract/index.ts';
import type { MessageStore } from '../../../ports/index.ts';
import type { MessageDocument } from './chat-documents.ts';
import { missing, takenByUnsending } from './message-changes.ts';

/** Messages that one update looks at: some milliseconds. */
const slice = 1_000;

/** Takes a person out of a room's messages. Each update is harmless when it comes again; own messages lose their sender last. */
export function messageAnonymising(messages: Model<MessageDocument>): MessageStore['anonymise'] {
  return async (roomId, userId, unsentAt) => {
    const last = await messages.findOne({ roomId }).sort({ seq: -1 }).lean<MessageDocument>();
    for (let after = 0; after < (last?.seq ?? 0); after += slice) {
      const range = { roomId, seq: trusted({ $gt: after, $lte: after + slice }) };
      await removeTraces(range, userId);
      await removeOwn({ ...range, userId }, unsentAt);
    }
  };

  async function removeTraces(range: object, userId: UserId): Promise<void> {
    await messages.updateMany({ ...range, 'mentions.userId': userId }, { $pull: { mentions: { userId } } });
    await messages.updateMany({ ...range, 'reactions.userId': userId }, { $pull: { reactions: { userId } } });
    await messages.updateMany(
      { ...range, 'system.people.userId': userId },
      { $set: { 'system.people.$[gone]': nobody } },
      { arrayFilters: [{ 'gone.userId': userId }] },
    );
  }

  async function removeOwn(own: object, unsentAt: string): Promise<void> {
    const texts = { ...own, kind: 'text' };
    await messages.updateMany({ ...texts, unsentAt: missing }, { $set: { unsentAt } });
    await messages.updateMany(texts, { $set: { message: '' }, $unset: takenByUnsending });
    const found = await messages.find(own, { messageId: 1 }).lean<MessageDocument[]>();
    if (found.length > 0) await messages.bulkWrite(found.map(renamed));
  }
}

const renamed = ({ _id, messageId }: MessageDocument) => ({
  updateOne: { filter: { _id }, update: { $set: { ...nobody, clientMessageId: messageId } } },
});
