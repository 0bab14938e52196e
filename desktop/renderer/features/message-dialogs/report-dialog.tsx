import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChatMessage, fitsGraphemes, limits, reportReason } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextArea } from '../../components/text-field.tsx';
import { useActions } from '../../state/client.ts';
import { useTell } from '../../state/tell.ts';
import styles from './message-dialogs.module.css';

interface ReportDialogProps {
  message: ChatMessage;
  onClose: () => void;
}

/** Tells the administrators of a message: why, and what one wants to add. */
export function ReportDialog({ message, onClose }: ReportDialogProps) {
  const { t } = useTranslation();
  const { report } = useActions();
  const tell = useTell();
  const [reason, setReason] = useState<(typeof reportReason.options)[number]>('spam');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const tooLong = !fitsGraphemes(note.trim(), limits.bookmarkNoteGraphemes);

  async function submit() {
    setBusy(true);
    const { roomId, seq } = message;
    const outcome = await report({ roomId, seq, reason, note: note.trim() });
    setBusy(false);
    tell(outcome, t('report.done'));
    if (outcome.ok) onClose();
  }

  return (
    <Dialog title={t('report.title')} description={t('report.text')} onClose={onClose} narrow>
      <form
        className={styles.report}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <fieldset className={styles.reasons}>
          <legend className={styles.legend}>{t('report.reason')}</legend>
          {reportReason.options.map((each) => (
            <label key={each} className={styles.reason}>
              <input type="radio" name="reason" checked={each === reason} onChange={() => setReason(each)} />
              {t(`report.${each}`)}
            </label>
          ))}
        </fieldset>
        <TextArea
          label={t('report.note')}
          error={tooLong ? t('report.noteWrong') : undefined}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button look="primary" type="submit" busy={busy} disabled={tooLong}>
          {t('report.send')}
        </Button>
      </form>
    </Dialog>
  );
}
