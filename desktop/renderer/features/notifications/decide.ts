import type { Mention } from '../../../../backend/contract/index.ts';
import type { NotificationRules } from '../../state/preference-values.ts';

/** A message of somebody else and how things stand when it arrives. */
export interface Arrival {
  text: string;
  mentions: readonly Pick<Mention, 'userId'>[];
  /** The own id. */
  me: string;
  roomMuted: boolean;
  senderBlocked: boolean;
  /** Whether the person is looking at the room. */
  watched: boolean;
  /** Of the day where the person is, in minutes from midnight. */
  minute: number;
}

/** Whether a message notifies. */
export function notifies(arrival: Arrival, rules: NotificationRules): boolean {
  if (!rules.on || arrival.watched || arrival.senderBlocked || isQuiet(arrival.minute, rules)) return false;
  if (!arrival.roomMuted) return true;
  return hasKeyword(arrival.text, rules.keywords) || (rules.mutedMentions && isMentioned(arrival));
}

const isMentioned = ({ mentions, me }: Arrival): boolean =>
  mentions.some(({ userId }) => userId === me || userId === 'all');

const folded = (text: string): string => text.normalize('NFC').toLocaleLowerCase('ko');

const hasKeyword = (text: string, keywords: readonly string[]): boolean =>
  keywords.some((word) => folded(text).includes(folded(word)));

const minuteOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** From the first minute on and before the last; over midnight when it ends earlier than it begins. */
function isQuiet(minute: number, { quiet, quietFrom, quietTo }: NotificationRules): boolean {
  const [from, to] = [minuteOf(quietFrom), minuteOf(quietTo)];
  if (!quiet) return false;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}
