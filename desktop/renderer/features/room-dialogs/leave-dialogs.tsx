import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { AskDialog } from '../../components/ask-dialog.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { useTell } from '../../state/tell.ts';
import { closeRoomView } from '../../state/view.ts';

interface RoomDialogProps {
  roomId: RoomId;
  onClose: () => void;
}

export function LeaveRoomDialog({ roomId, onClose }: RoomDialogProps) {
  const { t } = useTranslation();
  const { leaveRoom } = useActions();
  const tell = useTell();
  const kind = useMaru('rooms', (rooms) => rooms.byId[roomId]?.kind ?? 'group');
  async function leave() {
    onClose();
    const outcome = await leaveRoom(roomId);
    tell(outcome);
    if (outcome.ok) closeRoomView(roomId);
  }
  return (
    <AskDialog
      title={t('room.leaveAsk')}
      text={t(`room.leaveText_${kind}` as 'room.leaveText_group')}
      yes={t('room.leave')}
      onClose={onClose}
      onYes={() => void leave()}
    />
  );
}

export function RemoveRoomDialog({ roomId, onClose }: RoomDialogProps) {
  const { t } = useTranslation();
  const { removeRoom } = useActions();
  const tell = useTell();
  async function remove() {
    onClose();
    const outcome = await removeRoom(roomId);
    tell(outcome);
    if (outcome.ok) closeRoomView(roomId);
  }
  return (
    <AskDialog
      title={t('room.removeAsk')}
      text={t('room.removeText')}
      yes={t('room.remove')}
      onClose={onClose}
      onYes={() => void remove()}
    />
  );
}
