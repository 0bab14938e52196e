import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatMessage, RoomId } from '../../../../backend/contract/index.ts';
import { useMaru } from '../../state/client.ts';
import { useMe } from '../../state/people.ts';

const kept = 5;

/** Reads new messages of others out to screen readers; what was there when the room opened stays silent. */
export function Announcer({ roomId }: { roomId: RoomId }) {
  const { t } = useTranslation();
  const said = useNewMessages(roomId);
  return (
    <div className="visually-hidden" role="log" aria-label={t('room.messages')}>
      {said.map((message) => (
        <p key={message.messageId}>
          {t('room.announce', { name: message.nickname, message: message.message.slice(0, 500) })}
        </p>
      ))}
    </div>
  );
}

function useNewMessages(roomId: RoomId): readonly ChatMessage[] {
  const me = useMe();
  const last = useMaru('messages', (state) => state.byRoom[roomId]?.messages.at(-1));
  const ready = useMaru('messages', (state) => state.byRoom[roomId]?.status.is === 'ready');
  const heard = useRef<number>(undefined);
  const [said, setSaid] = useState<readonly ChatMessage[]>([]);
  useEffect(() => {
    if (!ready) return;
    const isNew = last !== undefined && heard.current !== undefined && last.seq > heard.current;
    heard.current = Math.max(last?.seq ?? 0, heard.current ?? 0);
    if (isNew && last.userId !== me.userId) setSaid((before) => [...before, last].slice(-kept));
  }, [last, ready, me.userId]);
  return said;
}
