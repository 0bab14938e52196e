import {
  MaruError,
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
  if (event.type === 'room.created') options.onRoomCreated(event.roomId);
  else if (event.type === 'friend.changed') options.onFriendsChanged();
  else if (event.type === 'profile.changed') options.onProfile(event.profile);
  else if (event.type === 'session.ended') endIfOwn(event.sessionId, options);
  else if (event.type === 'error' && event.clientMessageId !== undefined) {
    options.onRefused(messageReceipt(event.clientMessageId), new MaruError(event.error.code));
  }
}

/** Other devices of the same user end on their own. */
function endIfOwn(sessionId: SessionId, options: PersonalEventsOptions): void {
  if (sessionId === options.sessionId) options.onSessionEnded();
}
