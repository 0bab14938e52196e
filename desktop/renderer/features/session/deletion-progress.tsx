import { useTranslation } from 'react-i18next';
import { type DeletingService, deletingService } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { forgetDeletion } from '../../state/deletion.ts';
import styles from './deletion-progress.module.css';
import { type FollowedDeletion, useDeletion } from './use-deletion.ts';

/** After an account was deleted: where it is gone already and where it still goes. */
export function DeletionProgress({ deletionId }: { deletionId: string }) {
  const { t } = useTranslation();
  const deletion = useDeletion(deletionId);
  const complete = deletion.progress?.completedAt !== undefined;
  return (
    <section className={styles.deletion} aria-labelledby="deletion">
      <div role="status">
        <h2 id="deletion" className={styles.title}>
          {t(complete ? 'leaving.doneTitle' : 'leaving.title')}
        </h2>
        <p className={styles.text}>{t(complete ? 'leaving.doneText' : 'leaving.text')}</p>
      </div>
      <ul className={styles.services} aria-label={t('leaving.services')}>
        {deletingService.options.map((service) => (
          <Service key={service} service={service} done={isDone(deletion, service)} />
        ))}
      </ul>
      <p className={styles.trouble} role="status">
        {deletion.trouble && t(`leaving.${deletion.trouble}`)}
      </p>
      <Button wide look={complete ? 'primary' : 'plain'} onClick={forgetDeletion}>
        {t('leaving.toLogIn')}
      </Button>
    </section>
  );
}

const isDone = ({ progress }: FollowedDeletion, service: DeletingService): boolean =>
  progress?.done.includes(service) ?? false;

function Service({ service, done }: { service: DeletingService; done: boolean }) {
  const { t } = useTranslation();
  return (
    <li className={styles.service}>
      <span>{t(`leaving.${service}`)}</span>
      <span className={done ? styles.done : styles.open}>
        {done && <Icon name="check" size={16} />}
        {t(done ? 'leaving.done' : 'leaving.open')}
      </span>
    </li>
  );
}
