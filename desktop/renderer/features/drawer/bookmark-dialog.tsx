import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Bookmark, fitsGraphemes, limits } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextArea, TextField } from '../../components/text-field.tsx';
import { useActions } from '../../state/client.ts';
import { drawerChanged } from '../../state/drawer-changes.ts';
import { useTell } from '../../state/tell.ts';
import styles from './drawer.module.css';

/** Labels and note of a kept message; or out of the drawer with it. */
export function BookmarkDialog({ bookmark, onClose }: { bookmark: Bookmark; onClose: () => void }) {
  const { t } = useTranslation();
  const { keepBookmark, dropBookmark } = useActions();
  const tell = useTell();
  const [labels, setLabels] = useState(bookmark.labels.join(', '));
  const [note, setNote] = useState(bookmark.note);
  const tooLong = !fitsGraphemes(note.trim(), limits.bookmarkNoteGraphemes);
  const { roomId, seq } = bookmark;

  async function save() {
    const outcome = await keepBookmark(roomId, seq, { labels: split(labels), note: note.trim() });
    done(outcome.ok);
    tell(outcome);
  }

  async function drop() {
    const outcome = await dropBookmark(roomId, seq);
    done(outcome.ok);
    tell(outcome, t('drawer.dropped'));
  }

  function done(ok: boolean): void {
    if (!ok) return;
    drawerChanged();
    onClose();
  }

  return (
    <Dialog title={t('drawer.edit')} onClose={onClose} narrow>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t('drawer.labels')}
          hint={t('drawer.labelsHint')}
          value={labels}
          onChange={(event) => setLabels(event.target.value)}
        />
        <TextArea
          label={t('drawer.note')}
          error={tooLong ? t('drawer.noteWrong') : undefined}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className={styles.buttons}>
          <Button look="danger" onClick={() => void drop()}>
            {t('drawer.drop')}
          </Button>
          <Button look="primary" type="submit" disabled={tooLong}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const split = (text: string): string[] =>
  text
    .split(',')
    .map((label) => label.trim().replace(/^#/, ''))
    .filter((label) => label !== '')
    .slice(0, limits.bookmarkLabels);
