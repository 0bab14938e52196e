import type { RoomId } from '../../../../backend/contract/index.ts';
import { bridge } from '../../state/bridge.ts';
import { notificationPermission } from '../../state/notification-permission.ts';
import { showRoom, showSection } from '../../state/view.ts';

interface Words {
  title: string;
  body: string;
}

/** The browser's notifications that are still there, by room. */
const shown = new Map<RoomId, Notification>();

/** Leads to the room, as a click on its notification does. */
export function goToRoom(roomId: RoomId): void {
  showSection('chats');
  showRoom(roomId);
}

/** One notification per room: a newer one takes the place of the one before. The sound is Maru's own. */
export function showNotification(roomId: RoomId, words: Words): void {
  // A system without notifications is no reason to disturb anybody.
  if (bridge) bridge.notify({ roomId, ...words, silent: true }).catch(() => {});
  else if (notificationPermission() === 'granted') showInBrowser(roomId, words);
}

function showInBrowser(roomId: RoomId, { title, body }: Words): void {
  const notification = madeInBrowser(title, { body, tag: `maru.${roomId}`, silent: true });
  if (!notification) return;
  shown.set(roomId, notification);
  notification.onclick = () => {
    notification.close();
    window.focus();
    goToRoom(roomId);
  };
}

/** Some browsers of phones have the class but refuse to make one. */
function madeInBrowser(title: string, options: NotificationOptions): Notification | undefined {
  try {
    return new Notification(title, options);
  } catch {
    return undefined;
  }
}

/** The rooms are read, or nobody is logged in any more: their notifications have nothing to say. */
export function closeNotifications(isOver: (roomId: RoomId) => boolean): void {
  for (const [roomId, notification] of shown) {
    if (!isOver(roomId)) continue;
    notification.close();
    shown.delete(roomId);
  }
}
