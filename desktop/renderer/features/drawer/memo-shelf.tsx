import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../../../../backend/contract/index.ts';
import { useActions, useMaru } from '../../state/client.ts';
import { usePages } from '../../state/use-pages.ts';
import { MessageCard } from './message-card.tsx';
import { Shelf } from './shelf.tsx';

const keyOf = ({ seq }: ChatMessage): string => String(seq);
const none = { ok: true as const, value: { items: [], next: undefined } };

/** What one wrote to oneself. */
export function MemoShelf() {
  const { t } = useTranslation();
  const { loadPage } = useActions();
  const roomId = useMaru('rooms', ({ ids, byId }) => ids.find((id) => byId[id]?.kind === 'self'));
  const lastSeq = useMaru('rooms', ({ byId }) => byId[roomId ?? '']?.lastSeq);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new memo is a reason to look again.
  const load = useCallback(
    async (before: string | undefined) => {
      if (!roomId) return none;
      const outcome = await loadPage(roomId, before === undefined ? {} : { before: Number(before) });
      if (!outcome.ok) return outcome;
      const [first] = outcome.value;
      const next = first && first.seq > 1 ? String(first.seq) : undefined;
      const memos = outcome.value.filter(({ kind, unsentAt }) => kind === 'text' && !unsentAt);
      return { ok: true as const, value: { items: memos.reverse(), next } };
    },
    [loadPage, roomId, lastSeq],
  );
  const empty = { icon: 'memo', title: t('drawer.emptyMemos'), text: t('room.emptySelf') } as const;
  return (
    <Shelf label={t('drawer.memos')} pages={usePages(load)} keyOf={keyOf} empty={empty}>
      {(message) => <MessageCard message={message} />}
    </Shelf>
  );
}
