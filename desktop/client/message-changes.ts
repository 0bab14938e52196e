import type { ChatMessage, MessageChange, Reaction, UserId } from '../../backend/contract/index.ts';

/** A message after the change; the same one when it is not concerned. Answers to it show the change in their quote. */
export function changedBy(change: MessageChange): (message: ChatMessage) => ChatMessage {
  return (message) => {
    if (message.seq === change.seq) return applied(message, change);
    return message.replyTo?.seq === change.seq ? quoting(message, change) : message;
  };
}

function applied(message: ChatMessage, change: MessageChange): ChatMessage {
  switch (change.type) {
    case 'edited':
      return edited(message, change);
    case 'unsent': {
      if (message.unsentAt) return message;
      const { mentions: _, reactions: __, replyTo: ___, ...rest } = message;
      return { ...rest, message: '', unsentAt: change.unsentAt };
    }
    case 'reacted':
      return { ...message, reactions: reacted(message.reactions ?? [], change) };
  }
}

/** Events may come twice and overtake what was fetched: an older edit does not undo a newer one, and unsent stays unsent. */
function edited(message: ChatMessage, change: MessageChange & { type: 'edited' }): ChatMessage {
  if (message.unsentAt || (message.editedAt ?? '') >= change.editedAt) return message;
  const { mentions: _, ...rest } = message;
  const { message: text, mentions, editedAt } = change;
  return { ...rest, message: text, editedAt, ...(mentions ? { mentions } : {}) };
}

function quoting(message: ChatMessage, change: MessageChange): ChatMessage {
  const { replyTo } = message;
  if (!replyTo || change.type === 'reacted') return message;
  const now =
    change.type === 'unsent' ? { message: '', unsentAt: change.unsentAt } : { message: change.message };
  return { ...message, replyTo: { ...replyTo, ...now } };
}

function reacted(
  reactions: readonly Reaction[],
  { emoji, userId, on }: MessageChange & { type: 'reacted' },
): Reaction[] {
  const without = (userIds: readonly UserId[]) => userIds.filter((id) => id !== userId);
  const known = reactions.some((reaction) => reaction.emoji === emoji);
  const all = on && !known ? [...reactions, { emoji, userIds: [] }] : reactions;
  return all
    .map((reaction) => {
      if (reaction.emoji !== emoji) return reaction;
      if (on && reaction.userIds.includes(userId)) return reaction;
      return { emoji, userIds: on ? [...reaction.userIds, userId] : without(reaction.userIds) };
    })
    .filter(({ userIds }) => userIds.length > 0);
}
