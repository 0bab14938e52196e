import { useTranslation } from 'react-i18next';
import { Avatar, type Person } from '../../components/avatar.tsx';
import styles from './edit-profile-dialog.module.css';

const choices = ['', ...Array.from({ length: 13 }, (_, index) => `preset:${index + 1}`)];

/** The pictures to choose from; the first is the letter of the name. */
export function AvatarChoice({ person, onChoose }: { person: Person; onChoose: (avatar: string) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.pictures}>
      <legend className={styles.label}>{t('profile.picture')}</legend>
      <div className={styles.grid}>
        {choices.map((avatar, number) => (
          <label key={avatar} className={styles.picture}>
            <input
              type="radio"
              className="visually-hidden"
              name="avatar"
              aria-label={number === 0 ? t('profile.pictureNone') : t('profile.pictureNumber', { number })}
              checked={person.avatar === avatar}
              onChange={() => onChoose(avatar)}
            />
            <Avatar person={{ ...person, avatar }} size="small" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
