import { useTranslation } from 'react-i18next';
import mark from '../../../resources/icons/maru.svg';
import { Button } from '../components/button.tsx';
import { useActions, useMaru } from '../state/client.ts';
import styles from './splash.module.css';

/** While a stored session is continued. Stays silent unless the server cannot be reached. */
export function Splash() {
  const failure = useMaru('session', (session) =>
    session.status === 'restoring' ? session.failure : undefined,
  );
  return (
    <main className={styles.splash}>
      <img src={mark} alt="Maru" width={72} height={72} />
      <div className={styles.word} role="status">
        {failure && <Waiting />}
      </div>
    </main>
  );
}

function Waiting() {
  const { t } = useTranslation();
  const actions = useActions();
  return (
    <>
      <p className={styles.title}>{t('session.restoring')}</p>
      <p>{t('session.restoreWaiting')}</p>
      <span className={styles.choices}>
        <Button onClick={() => actions.reconnect()}>{t('action.retry')}</Button>
        <Button look="quiet" onClick={() => void actions.logOut()}>
          {t('more.logOut')}
        </Button>
      </span>
    </>
  );
}
