import { useTranslation } from 'react-i18next';
import type { ChatMessage, SystemNote } from '../../../../backend/contract/index.ts';
import { usePerson } from '../../state/people.ts';
import styles from './message-row.module.css';

/** What happened in the room, put into words. */
export function SystemLine({ message }: { message: ChatMessage }) {
  const words = useSystemWords(message);
  return <p className={styles.system}>{words}</p>;
}

export function useSystemWords(message: ChatMessage): string {
  const { t } = useTranslation();
  const actor = usePerson(message.userId, message.nickname);
  const note: SystemNote | undefined = message.system;
  if (!note) return '';
  const people = note.people.map(({ nickname }) => nickname).join(', ');
  const text = note.text ?? '';
  const emptied = text === '' && (note.type === 'title' || note.type === 'notice');
  return t(`system.${emptied ? `${note.type}Gone` : note.type}` as 'system.joined', {
    name: actor.nickname,
    people,
    text,
  });
}
