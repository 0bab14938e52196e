import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fitsGraphemes } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import styles from './profile-dialog.module.css';

interface AliasFormProps {
  alias: string;
  onSave: (alias: string) => Promise<boolean>;
  onClose: () => void;
}

export function AliasForm({ alias, onSave, onClose }: AliasFormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(alias);
  const fits = fitsGraphemes(text.trim(), 30);
  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (fits && (await onSave(text.trim()))) onClose();
  }
  return (
    <form className={styles.alias} onSubmit={submit}>
      <TextField
        label={t('profile.alias')}
        hint={t('profile.aliasHint')}
        error={fits ? undefined : t('profile.aliasWrong')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.aliasChoices}>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary">
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
