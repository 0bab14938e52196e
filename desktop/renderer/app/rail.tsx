import { useTranslation } from 'react-i18next';
import mark from '../../../resources/icons/maru.svg';
import { totalUnread } from '../../client/index.ts';
import { Badge } from '../components/badge.tsx';
import { Icon } from '../components/icon.tsx';
import { useMaru } from '../state/client.ts';
import { type Section, showSection, useView } from '../state/view.ts';
import styles from './rail.module.css';

const sections: readonly Section[] = ['friends', 'chats', 'drawer', 'more'];

export function Rail() {
  const { t } = useTranslation();
  return (
    <nav className={styles.rail} aria-label={t('rail.label')}>
      <img className={styles.mark} src={mark} alt="" width={34} height={34} />
      {sections.map((section) => (
        <RailButton key={section} section={section} />
      ))}
    </nav>
  );
}

function RailButton({ section }: { section: Section }) {
  const { t } = useTranslation();
  const active = useView((view) => view.section === section);
  return (
    <button
      type="button"
      className={styles.button}
      aria-current={active ? 'page' : undefined}
      title={t(`rail.${section}`)}
      onClick={() => showSection(section)}
    >
      <Icon name={section} size={26} filled={active && (section === 'friends' || section === 'chats')} />
      <span className="visually-hidden">{t(`rail.${section}`)}</span>
      {section === 'chats' && <UnreadBadge />}
    </button>
  );
}

function UnreadBadge() {
  const { t } = useTranslation();
  const unread = useMaru('rooms', totalUnread);
  return (
    <span className={styles.badge}>
      <Badge count={unread} label={t('chats.unread', { count: unread })} />
    </span>
  );
}
