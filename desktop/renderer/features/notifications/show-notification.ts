import type { RoomId } from '../../../../backend/contract/index.ts';
import type { MaruBridge } from '../../../ipc/index.ts';
import { bridge } from '../../state/bridge.ts';
import { notificationPermission } from '../../state/notification-permission.ts';
import { showRoom, showSection } from '../../state/view.ts';

interface Words {
  title: string;
  body: string;
}

/** The notifications that may still be there, by room. */
const shown = new Map<RoomId, { close(): void }>();

/** Leads to the room, as a click on its notification does. */
export function goToRoom(roomId: RoomId): void {
  showSection('chats');
  showRoom(roomId);
}

/**
 * One notification per room: a newer one takes the place of the one before. The sound is Maru's own. Resolves with whether it is
 * shown.
 */
export async function showNotification(roomId: RoomId, words: Words): Promise<boolean> {
  if (bridge) return showBySystem(bridge, roomId, words);
  return notificationPermission() === 'granted' && showInBrowser(roomId, words);
}

function showBySystem(system: MaruBridge, roomId: RoomId, words: Words): Promise<boolean> {
  // Before it is there: the room may be read meanwhile, and the system hears of both in this order.
  shown.set(roomId, { close: () => void system.closeNotification(roomId).catch(() => {}) });
  // A system without notifications is no reason to disturb anybody.
  return system.notify({ roomId, ...words, silent: true }).catch(() => false);
}

function showInBrowser(roomId: RoomId, { title, body }: Words): boolean {
  const notification = madeInBrowser(title, { body, tag: `maru.${roomId}`, silent: true });
  if (!notification) return false;
  shown.set(roomId, notification);
  notification.onclick = () => {
    notification.close();
    window.focus();
    goToRoom(roomId);
  };
  return true;
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
