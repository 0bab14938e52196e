import { useTranslation } from 'react-i18next';
import { charactersOver, isNearLimit } from './character-count.ts';
import styles from './character-limit.module.css';

/** Says how many characters are left, once it matters, and how many are too many. */
export function CharacterLimit({ text }: { text: string }) {
  const { t } = useTranslation();
  const over = charactersOver(text);
  const words = over > 0 ? t('room.tooLong', { count: over }) : t('room.left', { count: -over });
  return (
    <p className={over > 0 ? styles.over : styles.left} role="status">
      {isNearLimit(over) && words}
    </p>
  );
}
