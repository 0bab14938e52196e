import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseServer, parseServerAddress, shortAddress, useServer } from '../../state/server-address.ts';
import styles from './server-choice.module.css';

/** Shows which server this is; anyone can host one, so anyone can choose another. */
export function ServerChoice() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { address, choosable } = useServer();
  const words = `${t('session.server')}: ${shortAddress(address)}`;
  if (!choosable) return <span>{words}</span>;
  if (open) return <ServerForm address={address} onCancel={() => setOpen(false)} />;
  return (
    <button
      type="button"
      className={styles.choice}
      title={t('session.changeServer')}
      onClick={() => setOpen(true)}
    >
      {words}
    </button>
  );
}

function ServerForm({ address, onCancel }: { address: string; onCancel: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(address);
  const [wrong, setWrong] = useState(false);
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const parsed = parseServerAddress(text);
    if (parsed) chooseServer(parsed);
    else setWrong(true);
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <label>
        <span className="visually-hidden">{t('session.server')}</span>
        <input
          type="url"
          value={text}
          placeholder={t('session.serverHint')}
          aria-invalid={wrong || undefined}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit">{t('action.save')}</button>
      <button type="button" onClick={onCancel}>
        {t('action.cancel')}
      </button>
      {wrong && (
        <p className={styles.wrong} role="alert">
          {t('session.serverWrong')}
        </p>
      )}
    </form>
  );
}
