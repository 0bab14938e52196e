import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { TextField } from '../../components/text-field.tsx';
import { withKeyword } from '../../state/preference-values.ts';
import { chooseNotifications, usePreferences } from '../../state/preferences.ts';
import styles from './notification-settings.module.css';
import { SettingGroup } from './setting-group.tsx';

/** The words that notify whatever the room. */
export function KeywordSettings() {
  const { t } = useTranslation();
  const keywords = usePreferences((preferences) => preferences.notifications.keywords);
  return (
    <SettingGroup title={t('settings.keywords')} text={t('settings.keywordsText')}>
      <KeywordForm keywords={keywords} />
      {keywords.length > 0 && (
        <ul className={styles.keywords} aria-label={t('settings.keywords')}>
          {keywords.map((word) => (
            <li key={word} className={styles.keyword}>
              <span>{word}</span>
              <button
                type="button"
                className={styles.drop}
                aria-label={t('settings.keywordDrop', { word })}
                title={t('settings.keywordDrop', { word })}
                onClick={() => chooseNotifications({ keywords: keywords.filter((one) => one !== word) })}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </SettingGroup>
  );
}

function KeywordForm({ keywords }: { keywords: readonly string[] }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const next = withKeyword(keywords, text);
  const fits = next.length > keywords.length;
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!fits) return;
    chooseNotifications({ keywords: next });
    setText('');
  }
  return (
    <form className={styles.keywordForm} onSubmit={submit}>
      <TextField
        label={t('settings.keyword')}
        hint={t('settings.keywordHint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={!fits}>
        {t('action.add')}
      </Button>
    </form>
  );
}
