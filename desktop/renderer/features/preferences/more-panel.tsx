import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Panel } from '../../components/panel.tsx';
import { languages } from '../../i18n/language.ts';
import { useMe } from '../../state/people.ts';
import { chooseLanguage, chooseTheme, useLanguage, usePreferences } from '../../state/preferences.ts';
import { useServerName } from '../../state/server-address.ts';
import { showDialog } from '../../state/view.ts';
import { ChoiceRow } from './choice-row.tsx';
import { DeviceList } from './device-list.tsx';
import { LogOutButton } from './log-out-button.tsx';
import styles from './more-panel.module.css';

export function MorePanel() {
  const { t } = useTranslation();
  const server = useServerName();
  return (
    <Panel title={t('more.title')}>
      <div className={styles.scroller}>
        <OwnProfile />
        <LanguageChoice />
        <ThemeChoice />
        <DeviceList />
        <p className={styles.server}>
          {t('more.server')}: {server}
        </p>
        <LogOutButton />
      </div>
    </Panel>
  );
}

function OwnProfile() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <div className={styles.me}>
      <Avatar person={me} size="large" />
      <div className={styles.words}>
        <p className={styles.name}>{me.nickname}</p>
        <p className={styles.id}>{me.userId}</p>
      </div>
      <Button onClick={() => showDialog({ is: 'editProfile' })}>{t('profile.edit')}</Button>
    </div>
  );
}

function LanguageChoice() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ChoiceRow
      label={t('more.language')}
      value={language}
      choices={[
        ['ko', languages.ko],
        ['en', languages.en],
      ]}
      onChoose={chooseLanguage}
    />
  );
}

function ThemeChoice() {
  const { t } = useTranslation();
  const theme = usePreferences((preferences) => preferences.theme);
  return (
    <ChoiceRow
      label={t('more.theme')}
      value={theme}
      choices={[
        ['system', t('more.system')],
        ['light', t('more.light')],
        ['dark', t('more.dark')],
      ]}
      onChoose={chooseTheme}
    />
  );
}
