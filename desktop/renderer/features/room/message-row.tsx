import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../components/classes.ts';
import { fullDay } from '../../i18n/times.ts';
import { useLanguage } from '../../state/preferences.ts';
import styles from './message-row.module.css';
import type { MessageRowProps } from './message-row-props.ts';
import { OtherMessage } from './other-message.tsx';
import { OwnMessage } from './own-message.tsx';
import { SystemLine } from './system-line.tsx';

/** One message with the dividers that stand above it. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  return (
    <div className={classes(props.first ? styles.first : styles.row, props.target && styles.target)}>
      {props.day && <DayDivider iso={props.line.createdAt} />}
      {props.startsUnread && <ReadDivider />}
      <Message {...props} />
    </div>
  );
});

function Message(props: MessageRowProps) {
  if (props.line.stored?.kind === 'system') return <SystemLine message={props.line.stored} />;
  return props.own ? <OwnMessage {...props} /> : <OtherMessage {...props} />;
}

function DayDivider({ iso }: { iso: string }) {
  const language = useLanguage();
  return (
    <h2 className={styles.day}>
      <time dateTime={iso.slice(0, 10)}>{fullDay(iso, language)}</time>
    </h2>
  );
}

function ReadDivider() {
  const { t } = useTranslation();
  return <p className={styles.read}>{t('room.readUpToHere')}</p>;
}
