import { useTranslation } from 'react-i18next';
import type { RoomEntry } from '../../client/index.ts';
import type { IconName } from '../components/icon.tsx';
import { useActions } from './client.ts';
import { useTell } from './tell.ts';

interface SettingItem {
  icon: IconName;
  label: string;
  onSelect: () => void;
}

/** What one sets for oneself in a room, as entries of a menu: whether it stands above the others, and whether it notifies. */
export function useRoomSettingItems({ roomId, muted, favourite }: RoomEntry): SettingItem[] {
  const { t } = useTranslation();
  const { changeRoomSettings } = useActions();
  const tell = useTell();
  const change = (settings: { muted?: boolean; favourite?: boolean }) =>
    void changeRoomSettings(roomId, settings).then((outcome) => tell(outcome));
  return [
    {
      icon: 'star',
      label: t(favourite ? 'room.unpin' : 'room.pin'),
      onSelect: () => change({ favourite: !favourite }),
    },
    {
      icon: muted ? 'bell' : 'muted',
      label: t(muted ? 'room.unmute' : 'room.mute'),
      onSelect: () => change({ muted: !muted }),
    },
  ];
}
