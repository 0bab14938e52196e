import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { isMac, type Shortcut, shortcuts } from '../../state/shortcuts.ts';
import styles from './finding.module.css';

/** What is no shortcut of the app but of its fields. */
const fields = { send: 'Enter', newLine: 'Shift + Enter', close: 'Esc' } as const;

/** Every shortcut there is. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('help.title')} onClose={onClose} narrow>
      <dl className={styles.help}>
        {Object.entries(fields).map(([name, keys]) => (
          <Entry key={name} keys={keys} does={t(`help.${name as keyof typeof fields}`)} />
        ))}
        {(Object.keys(shortcuts) as Shortcut[]).map((name) => (
          <Entry key={name} keys={keysOf(name)} does={t(`help.${name}`)} />
        ))}
      </dl>
    </Dialog>
  );
}

function Entry({ keys, does }: { keys: string; does: string }) {
  return (
    <div className={styles.entry}>
      <dt>
        <kbd className={styles.keys}>{keys}</kbd>
      </dt>
      <dd>{does}</dd>
    </div>
  );
}

function keysOf(name: Shortcut): string {
  const { key, shift }: { key: string; shift?: true } = shortcuts[name];
  return [isMac ? '⌘' : 'Ctrl', ...(shift ? ['Shift'] : []), key.toUpperCase()].join(' + ');
}
