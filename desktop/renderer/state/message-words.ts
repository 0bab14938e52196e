import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ChatMessage, SystemNote } from '../../../backend/contract/index.ts';
import { usePerson } from './people.ts';
import { plainText } from './rich-text.ts';

/** A message as plain words, for a line of a list: what was written, that it was unsent, or what happened in the room. */
export function useMessageWords(message: ChatMessage): string {
  const { t } = useTranslation();
  const actor = usePerson(message.userId, message.nickname);
  if (message.unsentAt) return t('message.unsent');
  if (!message.system) return plainText(message.message);
  return systemWords(message.system, actor.nickname, t);
}

/** What happened in the room, brought about by `name`. */
export function systemWords({ type, people, text = '' }: SystemNote, name: string, t: TFunction): string {
  const emptied = text === '' && (type === 'title' || type === 'notice');
  return t(`system.${emptied ? `${type}Gone` : type}` as 'system.joined', {
    name,
    people: people.map(({ nickname }) => nickname).join(', '),
    text,
  });
}
