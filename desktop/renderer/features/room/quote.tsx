import { useTranslation } from 'react-i18next';
import type { Quote as QuoteOf, RoomId } from '../../../../backend/contract/index.ts';
import { usePerson } from '../../state/people.ts';
import { plainText } from '../../state/rich-text.ts';
import { showTarget } from '../../state/targets.ts';
import styles from './quote.module.css';

/** The message that is answered; a click goes there. */
export function Quote({ roomId, quote }: { roomId: RoomId; quote: QuoteOf }) {
  const { t } = useTranslation();
  const person = usePerson(quote.userId, quote.nickname);
  return (
    <button type="button" className={styles.quote} onClick={() => showTarget(roomId, quote.seq)}>
      <span className={styles.name}>{t('message.replyTo', { name: person.nickname })}</span>
      <span className={styles.text}>{quote.unsentAt ? t('message.unsent') : plainText(quote.message)}</span>
    </button>
  );
}
