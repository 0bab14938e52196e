import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatMessage } from '../../../../backend/contract/index.ts';
import type { RoomEntry } from '../../../client/index.ts';
import { isWatched } from '../../state/attention.ts';
import { bridge } from '../../state/bridge.ts';
import { useClient } from '../../state/client.ts';
import { notificationPermission } from '../../state/notification-permission.ts';
import { useMe } from '../../state/people.ts';
import { preferencesStore } from '../../state/preferences.ts';
import { useRoomNaming } from '../../state/room-names.ts';
import { playSound } from '../../state/sounds.ts';
import { viewStore } from '../../state/view.ts';
import { notifies } from './decide.ts';
import { notificationWords } from './notification-words.ts';
import { closeNotifications, goToRoom, showNotification } from './show-notification.ts';

/** Tells of messages as they come, and leads to the room that a notification was clicked for. In the main window only. */
export function useNotifications(): void {
  const client = useClient();
  const tell = useTellOfMessage();
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => client.onIncoming((message, room) => latest.current(message, room)), [client]);
  useEffect(() => bridge?.onRoomWanted(goToRoom), []);
  useEffect(() => {
    const stop = client.stores.rooms.subscribe(({ byId }) =>
      closeNotifications((roomId) => !byId[roomId]?.unread),
    );
    return () => {
      stop();
      closeNotifications(() => true);
    };
  }, [client]);
}

function useTellOfMessage(): (message: ChatMessage, room: RoomEntry) => void {
  const { stores } = useClient();
  const { t } = useTranslation();
  const me = useMe().userId;
  const naming = useRoomNaming();
  return (message, room) => {
    const rules = preferencesStore.getState().notifications;
    const now = new Date();
    const wanted = notifies(
      {
        text: message.message,
        mentions: message.mentions ?? [],
        me,
        roomMuted: room.muted,
        senderBlocked: stores.friends.getState().byId[message.userId]?.blocked ?? false,
        watched: isWatched() && viewStore.getState().roomId === room.roomId,
        minute: now.getHours() * 60 + now.getMinutes(),
      },
      rules,
    );
    if (!wanted || notificationPermission() !== 'granted') return;
    const sender = room.kind === 'group' ? naming.person(message.userId, message.nickname) : undefined;
    const told = { room: naming.room(room), sender, text: message.message, unread: room.unread };
    const words = notificationWords(told, rules.preview, t);
    void showNotification(room.roomId, words).then((isShown) => void (isShown && playSound(rules.sound)));
  };
}
