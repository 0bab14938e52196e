import { useTranslation } from 'react-i18next';
import type { RoomEntry } from '../../../client/index.ts';
import { Menu, MenuItem, MenuLine } from '../../components/menu.tsx';
import { useMe } from '../../state/people.ts';
import { useRoomSettingItems } from '../../state/room-settings.ts';
import { type RoomDialog, showDialog } from '../../state/view.ts';
import { useSaveText } from './use-save-text.ts';

interface RoomMenuProps {
  room: RoomEntry;
  place: { x: number; y: number };
  onClose: () => void;
}

/** What can be done with a room. */
export function RoomMenu({ room, place, onClose }: RoomMenuProps) {
  const { t } = useTranslation();
  const settings = useRoomSettingItems(room);
  const saveText = useSaveText(room);
  const ask = (is: RoomDialog) => showDialog({ is, roomId: room.roomId });
  return (
    <Menu label={t('room.menu')} x={place.x} y={place.y} onClose={onClose}>
      {settings.map(({ label, ...item }) => (
        <MenuItem key={item.icon} {...item}>
          {label}
        </MenuItem>
      ))}
      {room.kind === 'group' && <GroupItems room={room} ask={ask} />}
      <MenuItem icon="save" onSelect={() => void saveText()}>
        {t('room.saveText')}
      </MenuItem>
      <MenuLine />
      <MenuItem icon="exit" danger onSelect={() => ask('leaveRoom')}>
        {t('room.leave')}
      </MenuItem>
      <OwnerItems room={room} ask={ask} />
    </Menu>
  );
}

interface ItemsProps {
  room: RoomEntry;
  ask: (is: RoomDialog) => void;
}

function GroupItems({ room, ask }: ItemsProps) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      <MenuLine />
      <MenuItem icon="people" onSelect={() => ask('participants')}>
        {t('room.people')}
      </MenuItem>
      <MenuItem icon="addPerson" onSelect={() => ask('invite')}>
        {t('room.invite')}
      </MenuItem>
      {room.ownerId === me.userId && (
        <>
          <MenuItem icon="pencil" onSelect={() => ask('roomTitle')}>
            {t('roomTitle.title')}
          </MenuItem>
          <MenuItem icon="notice" onSelect={() => ask('notice')}>
            {t('notice.title')}
          </MenuItem>
        </>
      )}
      <MenuLine />
    </>
  );
}

function OwnerItems({ room, ask }: ItemsProps) {
  const { t } = useTranslation();
  const me = useMe();
  if (room.kind !== 'group' || room.ownerId !== me.userId) return null;
  return (
    <MenuItem icon="trash" danger onSelect={() => ask('removeRoom')}>
      {t('room.remove')}
    </MenuItem>
  );
}
