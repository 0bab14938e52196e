import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../../../../backend/contract/index.ts';
import { useActions } from '../../state/client.ts';
import { usePages } from '../../state/use-pages.ts';
import { MessageCard } from './message-card.tsx';
import { Shelf } from './shelf.tsx';

const keyOf = ({ roomId, seq }: ChatMessage): string => `${roomId} ${seq}`;

/** Messages with a link, of all rooms. */
export function LinkShelf() {
  const { t } = useTranslation();
  const { loadLinks } = useActions();
  const load = useCallback(
    async (before: string | undefined) => {
      const outcome = await loadLinks(before === undefined ? {} : { before });
      if (!outcome.ok) return outcome;
      return { ok: true as const, value: { items: outcome.value.messages, next: outcome.value.next } };
    },
    [loadLinks],
  );
  const empty = { icon: 'drawer', title: t('drawer.emptyLinks'), text: t('drawer.emptyLinksText') } as const;
  return (
    <Shelf label={t('drawer.links')} pages={usePages(load)} keyOf={keyOf} empty={empty}>
      {(message) => <MessageCard message={message} />}
    </Shelf>
  );
}
