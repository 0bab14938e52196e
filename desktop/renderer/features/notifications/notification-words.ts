import type { TFunction } from 'i18next';

/** What a notification is about. */
export interface Told {
  /** What the room is called: in a direct room, the other one's name. */
  room: string;
  /** Who wrote; said in groups only. */
  sender: string | undefined;
  text: string;
  /** How many messages of the room are unread now, this one included. */
  unread: number;
}

/** As much as a notification shows; the longest a message may be is far more. */
const longestTitle = 100;
const longestBody = 300;

const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;

/** One notification per room: the newest message, and how many there are. */
export function notificationWords({ room, sender, text, unread }: Told, preview: boolean, t: TFunction) {
  const title = shortened(room, longestTitle);
  if (!preview) {
    const body =
      unread > 1 ? t('notifications.newMessages', { count: unread }) : t('notifications.newMessage');
    return { title, body };
  }
  const body = sender === undefined ? text : t('notifications.from', { name: sender, message: text });
  return {
    title: unread > 1 ? t('notifications.many', { title, count: unread }) : title,
    body: shortened(body, longestBody),
  };
}
