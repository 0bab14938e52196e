import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { usePreferences } from '../../state/preferences.ts';
import { isMac, keysFor, type Shortcut, shortcuts } from '../../state/shortcuts.ts';
import styles from './finding.module.css';

const mod = isMac ? '⌘' : 'Ctrl';
const altKey = isMac ? '⌥' : 'Alt';
const arrows: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓' };

/** What is no shortcut of the app but of its fields; which key sends is chosen in the settings. */
const fields = {
  enter: { send: 'Enter', newLine: 'Shift + Enter', close: 'Esc' },
  modEnter: { send: `${mod} + Enter`, newLine: 'Enter', close: 'Esc' },
} as const;

/** Every shortcut there is. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const sendKey = usePreferences((preferences) => preferences.sendKey);
  return (
    <Dialog title={t('help.title')} onClose={onClose} narrow>
      <dl className={styles.help}>
        {Object.entries(fields[sendKey]).map(([name, keys]) => (
          <Entry key={name} keys={keys} does={t(`help.${name as keyof (typeof fields)['enter']}`)} />
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
  const { key, shift, alt } = keysFor(name);
  return [alt ? altKey : mod, ...(shift ? ['Shift'] : []), arrows[key] ?? key.toUpperCase()].join(' + ');
}
