import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../../../../backend/contract/index.ts';
import { noMessages, type RoomEntry } from '../../../client/index.ts';
import { fullDay, timeOfDay } from '../../i18n/times.ts';
import { useClient } from '../../state/client.ts';
import { useLanguage } from '../../state/preferences.ts';
import { useRoomName, useRoomPeople } from '../../state/room-names.ts';
import { saveFile } from '../../state/save-file.ts';

/** Saves what is loaded of a conversation as a text file, day by day. */
export function useSaveText(room: RoomEntry): () => Promise<void> {
  const { t } = useTranslation();
  const language = useLanguage();
  const { stores, actions } = useClient();
  const name = useRoomName(room, useRoomPeople(room));
  const messagesNow = () => (stores.messages.getState().byRoom[room.roomId] ?? noMessages).messages;
  return async () => {
    await loadAll();
    const lines: string[] = [name, ''];
    let day = '';
    for (const message of messagesNow()) {
      const its = fullDay(message.createdAt, language);
      if (its !== day) lines.push('', `--- ${its} ---`);
      day = its;
      const line = lineOf(message);
      if (line) lines.push(line);
    }
    saveFile(
      `${name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')}.txt`,
      new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }),
    );
  };

  /** As far back as a window holds; a longer conversation is in the export of one's data. */
  async function loadAll(): Promise<void> {
    for (let count = -1; messagesNow().length > count && messagesNow().length < 950; ) {
      count = messagesNow().length;
      if (!(await actions.loadOlder(room.roomId)).ok) return;
    }
  }

  function lineOf({ nickname, message, createdAt, kind, unsentAt }: ChatMessage): string | undefined {
    if (kind === 'system') return undefined;
    return `[${nickname}] [${timeOfDay(createdAt, language)}] ${unsentAt ? t('message.unsent') : message}`;
  }
}
