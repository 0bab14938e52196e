import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import mark from '../../../../resources/icons/maru.svg';
import { languages } from '../../i18n/language.ts';
import { useMaru } from '../../state/client.ts';
import { useFollowedDeletion } from '../../state/deletion.ts';
import { choose, useLanguage } from '../../state/preferences.ts';
import { useServerName } from '../../state/server-address.ts';
import { DeletionProgress } from './deletion-progress.tsx';
import { LogInForm } from './log-in-form.tsx';
import styles from './session-screen.module.css';
import { SignUpForm } from './sign-up-form.tsx';

/** The first screen: one card, log-in or sign-up; after an account was deleted here, how far that has come. */
export function SessionScreen() {
  const { t } = useTranslation();
  const deletionId = useFollowedDeletion();
  return (
    <div className={styles.screen}>
      <main className={styles.card}>
        <img src={mark} alt="" width={76} height={76} />
        <h1 className={styles.name}>Maru</h1>
        <p className={styles.tagline}>{t('session.tagline')}</p>
        {deletionId ? <DeletionProgress deletionId={deletionId} /> : <Forms />}
      </main>
      <footer className={styles.footer}>
        <ServerName />
        <LanguageChoice />
      </footer>
    </div>
  );
}

function Forms() {
  const { t } = useTranslation();
  const [isNew, setNew] = useState(false);
  return (
    <>
      <LogOutReason />
      {isNew ? <SignUpForm /> : <LogInForm />}
      <p className={styles.switch}>
        {t(isNew ? 'session.haveAccount' : 'session.noAccount')}{' '}
        <button type="button" className={styles.link} onClick={() => setNew(!isNew)}>
          {t(isNew ? 'session.logIn' : 'session.signUp')}
        </button>
      </p>
    </>
  );
}

/** Why the last session ended, unless the person wanted it to. */
function LogOutReason() {
  const { t } = useTranslation();
  const reason = useMaru('session', (session) =>
    session.status === 'loggedOut' && session.reason !== 'logged_out' ? session.reason : undefined,
  );
  if (!reason) return null;
  return (
    <p className={styles.reason} role="status">
      {t(`error.${reason}`)}
    </p>
  );
}

/** Anyone can host a Maru, so it is told whose this is. */
function ServerName() {
  const { t } = useTranslation();
  return (
    <span>
      {t('session.server')}: {useServerName()}
    </span>
  );
}

function LanguageChoice() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <fieldset className={styles.languages}>
      <legend className="visually-hidden">{t('session.languageLabel')}</legend>
      {(['ko', 'en'] as const).map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => choose({ language: one })}
        >
          {languages[one]}
        </button>
      ))}
    </fieldset>
  );
}
