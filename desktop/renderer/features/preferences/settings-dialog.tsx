import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { type SettingsSection, sectionIcons, settingsSections } from '../../state/settings-sections.ts';
import { AboutSettings } from './about-settings.tsx';
import { AccountSettings } from './account-settings.tsx';
import { AppearanceSettings } from './appearance-settings.tsx';
import { ChatSettings } from './chat-settings.tsx';
import { DesktopSettings } from './desktop-settings.tsx';
import { NotificationSettings } from './notification-settings.tsx';
import { PresenceSettings } from './presence-settings.tsx';
import styles from './settings-dialog.module.css';

const pages: Record<SettingsSection, ComponentType> = {
  account: AccountSettings,
  appearance: AppearanceSettings,
  notifications: NotificationSettings,
  chats: ChatSettings,
  presence: PresenceSettings,
  desktop: DesktopSettings,
  about: AboutSettings,
};

interface SettingsDialogProps {
  /** Where it opens; the account if nothing is said. */
  section?: SettingsSection;
  onClose: () => void;
}

/** All settings: their kinds at the side, one of them beside it. */
export function SettingsDialog({ section: first = 'account', onClose }: SettingsDialogProps) {
  const { t } = useTranslation();
  const [section, setSection] = useState(first);
  const Page = pages[section];
  return (
    <Dialog title={t('settings.title')} onClose={onClose} wide>
      <div className={styles.settings}>
        <nav aria-label={t('settings.sections')}>
          <ul className={styles.sections}>
            {settingsSections.map((one) => (
              <li key={one}>
                <button
                  type="button"
                  className={styles.section}
                  aria-current={one === section ? 'page' : undefined}
                  ref={(button) => {
                    if (one === section) button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
                  }}
                  onClick={() => setSection(one)}
                >
                  <Icon name={sectionIcons[one]} size={18} />
                  {t(`settings.${one}`)}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <section key={section} className={styles.page} aria-label={t(`settings.${section}`)}>
          <Page />
        </section>
      </div>
    </Dialog>
  );
}
