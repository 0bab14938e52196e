import { useTranslation } from 'react-i18next';
import { Menu, MenuItem, MenuLine } from '../../components/menu.tsx';
import { useMaru } from '../../state/client.ts';
import { useChangeFriend } from '../../state/friend-changes.ts';
import { usePerson } from '../../state/people.ts';
import { useStartRoom } from '../../state/start-room.ts';
import { showDialog } from '../../state/view.ts';

/** Where the menu of a friend opens, in pixels of the window. */
export interface MenuPlace {
  userId: string;
  x: number;
  y: number;
}

/** What can be done with a friend; with somebody who is only blocked, no more than to unblock them. */
export function FriendMenu({ place, onClose }: { place: MenuPlace; onClose: () => void }) {
  const { t } = useTranslation();
  const { userId } = place;
  const { nickname } = usePerson(userId);
  const friend = useMaru('friends', (friends) => friends.byId[userId]);
  const change = useChangeFriend(userId);
  const startRoom = useStartRoom();
  if (!friend) return null;
  const { favourite, hidden, blocked, since } = friend;
  return (
    <Menu label={t('friends.menu', { name: nickname })} x={place.x} y={place.y} onClose={onClose}>
      {!blocked && (
        <MenuItem icon="chats" onSelect={() => void startRoom({ kind: 'direct', userIds: [userId] })}>
          {t('profile.chat')}
        </MenuItem>
      )}
      {since && (
        <>
          <MenuItem icon="star" onSelect={() => void change({ favourite: !favourite })}>
            {t(favourite ? 'profile.unfavourite' : 'profile.favourite')}
          </MenuItem>
          <MenuItem icon="pencil" onSelect={() => showDialog({ is: 'renameFriend', userId })}>
            {t('profile.rename')}
          </MenuItem>
          <MenuItem icon={hidden ? 'show' : 'hide'} onSelect={() => void change({ hidden: !hidden })}>
            {t(hidden ? 'profile.unhide' : 'profile.hide')}
          </MenuItem>
          <MenuLine />
        </>
      )}
      <MenuItem icon="block" onSelect={() => void change({ blocked: !blocked })}>
        {t(blocked ? 'profile.unblock' : 'profile.block')}
      </MenuItem>
      {since && (
        <MenuItem icon="trash" danger onSelect={() => showDialog({ is: 'removeFriend', userId })}>
          {t('profile.remove')}
        </MenuItem>
      )}
    </Menu>
  );
}
