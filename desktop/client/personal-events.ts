import {
  type Alert,
  MaruError,
  type MessageChange,
  messageBodies,
  type PersonalEvent,
  type Profile,
  type RoomId,
  type SessionId,
} from '../../backend/contract/index.ts';
import { messageReceipt } from './link.ts';

export interface PersonalEventsOptions {
  sessionId: SessionId;
  onRoomCreated(roomId: RoomId): void;
  /** The user is out of the room, or the room is gone. */
  onRoomLeft(roomId: RoomId): void;
  onRoomChanged(event: Extract<PersonalEvent, { type: 'room.changed' | 'room.settings' }>): void;
  onMessageChange(change: MessageChange): void;
  onAlert(alert: Alert): void;
  onFriendsChanged(): void;
  onProfile(profile: Profile): void;
  onSessionEnded(): void;
  /** The answer to a SEND that asked for a receipt. */
  onRefused(receipt: string, refusal: MaruError): void;
}

/** What arrives on /user/queue/events; events that this version does not know are left alone. */
export function createPersonalEvents(options: PersonalEventsOptions): (body: unknown) => void {
  return (body) => {
    const event = messageBodies.personal.safeParse(body);
    if (event.success) handle(event.data, options);
  };
}

function handle(event: PersonalEvent, options: PersonalEventsOptions): void {
  switch (event.type) {
    case 'room.created':
      options.onRoomCreated(event.roomId);
      break;
    case 'room.left':
      options.onRoomLeft(event.roomId);
      break;
    case 'room.changed':
    case 'room.settings':
      options.onRoomChanged(event);
      break;
    case 'edited':
    case 'unsent':
      options.onMessageChange(event);
      break;
    case 'friend.changed':
      options.onFriendsChanged();
      break;
    case 'profile.changed':
      options.onProfile(event.profile);
      break;
    case 'session.ended':
      endIfOwn(event.sessionId, options);
      break;
    case 'alert':
      options.onAlert(event.alert);
      break;
    case 'error':
      refuse(event, options);
      break;
  }
}

function refuse(event: PersonalEvent & { type: 'error' }, options: PersonalEventsOptions): void {
  if (event.clientMessageId === undefined) return;
  options.onRefused(messageReceipt(event.clientMessageId), new MaruError(event.error.code));
}

/** Other devices of the same user end on their own. */
function endIfOwn(sessionId: SessionId, options: PersonalEventsOptions): void {
  if (sessionId === options.sessionId) options.onSessionEnded();
}
