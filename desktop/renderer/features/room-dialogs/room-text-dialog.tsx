import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fitsGraphemes, limits, type RoomId } from '../../../../backend/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextArea, TextField } from '../../components/text-field.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { useTell } from '../../state/tell.ts';
import styles from './room-dialogs.module.css';

interface RoomTextDialogProps {
  what: 'roomTitle' | 'notice';
  roomId: RoomId;
  onClose: () => void;
}

const most = { roomTitle: limits.titleGraphemes, notice: limits.noticeGraphemes };

/** The title or the notice of a group; emptied, it is taken away. */
export function RoomTextDialog({ what, roomId, onClose }: RoomTextDialogProps) {
  const { t } = useTranslation();
  const { changeRoom } = useActions();
  const tell = useTell();
  const room = useMaru('rooms', (rooms) => rooms.byId[roomId]);
  const [text, setText] = useState((what === 'notice' ? room?.notice?.text : room?.title) ?? '');
  const [busy, setBusy] = useState(false);
  const Field = what === 'notice' ? TextArea : TextField;
  const tooLong = !fitsGraphemes(text.trim(), most[what]);
  async function save() {
    setBusy(true);
    const change = what === 'notice' ? { notice: text.trim() } : { title: text.trim() };
    const outcome = await changeRoom(roomId, change);
    setBusy(false);
    tell(outcome);
    if (outcome.ok) onClose();
  }
  return (
    <Dialog title={t(`${what}.title`)} onClose={onClose} narrow>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={t(`${what}.label`)}
          hint={t(`${what}.hint`)}
          error={tooLong ? t(`${what}.wrong`) : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button look="primary" type="submit" busy={busy} disabled={tooLong}>
          {t('action.save')}
        </Button>
      </form>
    </Dialog>
  );
}
