import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Panel } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { useMe } from '../../state/people.ts';
import { useServerName } from '../../state/server-address.ts';
import { sectionIcons, settingsSections } from '../../state/settings-sections.ts';
import { showDialog } from '../../state/view.ts';
import { LogOutButton } from './log-out-button.tsx';
import styles from './more-panel.module.css';

export function MorePanel() {
  const { t } = useTranslation();
  const server = useServerName();
  return (
    <Panel title={t('more.title')}>
      <div className={styles.scroller}>
        <OwnProfile />
        <SettingsLinks />
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
    <PersonLine person={me} note={me.userId} size="large">
      <Button onClick={() => showDialog({ is: 'editProfile' })}>{t('profile.edit')}</Button>
    </PersonLine>
  );
}

function SettingsLinks() {
  const { t } = useTranslation();
  return (
    <ul className={styles.links} aria-label={t('settings.title')}>
      {settingsSections.map((section) => (
        <li key={section}>
          <button
            type="button"
            className={styles.link}
            onClick={() => showDialog({ is: 'settings', section })}
          >
            <Icon name={sectionIcons[section]} size={20} />
            <span className={styles.linkName}>{t(`settings.${section}`)}</span>
            <span className={styles.onward}>
              <Icon name="next" size={18} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
