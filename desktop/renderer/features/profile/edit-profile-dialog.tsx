import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../../backend/contract/index.ts';
import { fitsGraphemes } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { useActions } from '../../state/client.ts';
import { useMe } from '../../state/people.ts';
import { AvatarChoice } from './avatar-choice.tsx';
import styles from './edit-profile-dialog.module.css';

export function EditProfileDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const { changeProfile } = useActions();
  const [nickname, setNickname] = useState(me.nickname);
  const [statusMessage, setStatusMessage] = useState(me.statusMessage);
  const [avatar, setAvatar] = useState(me.avatar);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ErrorCode>();
  const nameFits = nickname.trim() !== '' && fitsGraphemes(nickname.trim(), 30);
  const statusFits = fitsGraphemes(statusMessage.trim(), 120);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!nameFits || !statusFits) return;
    setBusy(true);
    const outcome = await changeProfile({ nickname, statusMessage, avatar });
    setBusy(false);
    if (!outcome.ok) return setRefusal(outcome.code);
    showToast(t('profile.saved'), 'check');
    onClose();
  }

  return (
    <Dialog title={t('profile.editTitle')} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <AvatarChoice person={{ userId: me.userId, nickname, avatar }} onChoose={setAvatar} />
        <TextField
          label={t('profile.nickname')}
          error={nameFits ? undefined : t('session.nicknameWrong')}
          value={nickname}
          onChange={(event) => setNickname(event.target.value)}
        />
        <TextField
          label={t('profile.status')}
          placeholder={t('profile.statusHint')}
          error={statusFits ? undefined : t('profile.statusWrong')}
          value={statusMessage}
          onChange={(event) => setStatusMessage(event.target.value)}
        />
        <div className={styles.foot}>
          <p className={styles.refusal} role="alert">
            {refusal && t(`error.${refusal}`)}
          </p>
          <Button look="quiet" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
