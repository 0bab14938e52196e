import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { version as pageVersion } from '../../../../package.json';
import mark from '../../../../resources/icons/maru.svg';
import type { ApplicationInfo } from '../../../ipc/index.ts';
import { bridge } from '../../state/bridge.ts';
import { useServerName } from '../../state/server-address.ts';
import styles from './about-settings.module.css';

const licence = { name: 'Apache-2.0', address: 'https://www.apache.org/licenses/LICENSE-2.0' };

/** What this Maru is. */
export function AboutSettings() {
  const { t } = useTranslation();
  const server = useServerName();
  const application = useApplication();
  return (
    <>
      <div className={styles.name}>
        <img src={mark} alt="" width={56} height={56} />
        <div>
          <p className={styles.maru}>Maru</p>
          <p className={styles.text}>{t('session.tagline')}</p>
        </div>
      </div>
      <dl className={styles.facts}>
        <dt>{t('settings.version')}</dt>
        <dd>{application?.version ?? pageVersion}</dd>
        <dt>{t('settings.server')}</dt>
        <dd>{server}</dd>
        <dt>{t('settings.licence')}</dt>
        <dd>
          <a className={styles.link} href={licence.address} target="_blank" rel="noreferrer noopener">
            {licence.name}
          </a>
        </dd>
      </dl>
      <p className={styles.text}>{t('settings.licenceText')}</p>
      {application?.tokenProtection === 'memory' && (
        <p className={styles.text}>{t('settings.tokenInMemory')}</p>
      )}
    </>
  );
}

function useApplication(): ApplicationInfo | undefined {
  const [application, setApplication] = useState<ApplicationInfo>();
  useEffect(() => {
    bridge?.applicationInfo().then(setApplication, () => {});
  }, []);
  return application;
}
