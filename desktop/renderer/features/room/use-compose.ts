import { useCallback } from 'react';
import type { Mention, Outcome, RoomId } from '../../../../backend/contract/index.ts';
import { shorten } from '../../../../backend/contract/index.ts';
import { useActions } from '../../state/client.ts';
import { type Composing, compose } from '../../state/composing.ts';

/** Sends what was written: a message, an answer, or the new text of an own message. */
export function useCompose(roomId: RoomId, composing: Composing | undefined) {
  const { send, editMessage } = useActions();
  return useCallback(
    async (message: string, mentions: Mention[]): Promise<Outcome<unknown>> => {
      const named = mentions.length > 0 ? { mentions } : {};
      compose(roomId, undefined);
      if (composing?.is === 'editing') {
        const edited = await editMessage(roomId, composing.message.seq, { message, ...named });
        // What was written stays in the field.
        if (!edited.ok) compose(roomId, { ...composing, message: { ...composing.message, message } });
        return edited;
      }
      const replying = composing ? { replyTo: quoteOf(composing.message) } : {};
      return send(roomId, { message, ...named, ...replying });
    },
    [roomId, composing, send, editMessage],
  );
}

function quoteOf({ seq, userId, nickname, message, unsentAt }: Composing['message']) {
  return { seq, userId, nickname, message: shorten(message), ...(unsentAt ? { unsentAt } : {}) };
}
