import { useTranslation } from 'react-i18next';
import type { RoomEntry } from '../../../client/index.ts';
import { Menu, MenuItem, MenuLine } from '../../components/menu.tsx';
import { bridge } from '../../state/bridge.ts';
import { useActions, useMaru } from '../../state/client.ts';
import { useRoomSettingItems } from '../../state/room-settings.ts';
import { showDialog, showRoom } from '../../state/view.ts';

/** Where the menu of a chat opens, in pixels of the window. */
export interface ChatMenuPlace {
  roomId: string;
  x: number;
  y: number;
}

interface ChatMenuProps {
  place: ChatMenuPlace;
  onClose: () => void;
}

/** What can be done with a chat without opening it. It closes with the chat. */
export function ChatMenu({ place, onClose }: ChatMenuProps) {
  const room = useMaru('rooms', (rooms) => rooms.byId[place.roomId]);
  return room ? <OpenMenu room={room} place={place} onClose={onClose} /> : null;
}

function OpenMenu({ room, place, onClose }: ChatMenuProps & { room: RoomEntry }) {
  const { t } = useTranslation();
  const { markRead } = useActions();
  const settings = useRoomSettingItems(room);
  const { roomId } = room;
  return (
    <Menu label={t('room.menu')} x={place.x} y={place.y} onClose={onClose}>
      <MenuItem icon="chats" onSelect={() => showRoom(roomId)}>
        {t('chats.open')}
      </MenuItem>
      {bridge && (
        <MenuItem icon="screen" onSelect={() => void bridge?.openRoom(roomId)}>
          {t('chats.openWindow')}
        </MenuItem>
      )}
      {room.unread > 0 && (
        <MenuItem icon="check" onSelect={() => markRead(roomId)}>
          {t('chats.markRead')}
        </MenuItem>
      )}
      <MenuLine />
      {settings.map(({ label, ...item }) => (
        <MenuItem key={item.icon} {...item}>
          {label}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon="exit" danger onSelect={() => showDialog({ is: 'leaveRoom', roomId })}>
        {t('room.leave')}
      </MenuItem>
    </Menu>
  );
}
