import { useTranslation } from 'react-i18next';
import type { ReadingProgress, RoomEntry } from '../../../client/index.ts';
import { showProgress } from '../../components/progress.tsx';
import { showToast } from '../../components/toast.tsx';
import { useActions } from '../../state/client.ts';
import { useLanguage } from '../../state/preferences.ts';
import { useRoomNaming } from '../../state/room-names.ts';
import { saveFile } from '../../state/save-file.ts';
import { createConversationText } from './conversation-text.ts';

const unfit = /[\\/:*?"<>|\p{Cc}]/gu;

/**
 * Saves all of a conversation that one may see as a text file. It goes on while other rooms are looked at, can be stopped, and only a
 * whole conversation becomes a file. Each page is handed over to the browser as it comes: long rooms cost no memory of the page.
 */
export function useSaveText(room: RoomEntry): () => Promise<void> {
  const { t } = useTranslation();
  const language = useLanguage();
  const { readRoom } = useActions();
  const naming = useRoomNaming();

  return async () => {
    const stop = new AbortController();
    const name = naming.room(room);
    const title = t('saveText.saving', { name });
    const progress = showProgress({ key: `text ${room.roomId}`, title, onCancel: () => stop.abort() });
    if (!progress) return;
    const text = createConversationText({ t, language, nameOf: naming.person });
    const parts = [text.title(name, new Date().toISOString())].map((part) => new Blob([part]));
    const outcome = await readRoom(
      room.roomId,
      (messages, now) => {
        parts.push(new Blob([text.next(messages)]));
        progress.show(now.read / now.total, countsOf(now));
      },
      stop.signal,
    );
    progress.end();
    if (!outcome.ok) showToast(t('saveText.failed', { reason: t(`error.${outcome.code}`) }));
    else if (outcome.value)
      saveFile(`${name.replace(unfit, '_')}.txt`, new Blob(parts, { type: 'text/plain' }));
  };

  /** 17,000 / 100,000 (17%) */
  function countsOf({ read, total }: ReadingProgress): string {
    const share = (read / total).toLocaleString(language, { style: 'percent' });
    return `${read.toLocaleString(language)} / ${total.toLocaleString(language)} (${share})`;
  }
}
