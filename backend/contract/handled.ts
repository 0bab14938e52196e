import type { Outcome } from './errors.ts';
import type { ChatEvent, FriendEvent, UserEvent } from './events.ts';

/** Something that happened, for every server that keeps a copy or tells clients. */
export type DomainEvent =
  | { topic: 'kakao.user.EVENT'; key: string; value: UserEvent }
  | { topic: 'kakao.friend.EVENT'; key: string; value: FriendEvent }
  | { topic: 'kakao.chat.EVENT'; key: string; value: ChatEvent };

/** What a command came to: the answer to the one who asked, and what others must know. */
export interface Handled<T> {
  outcome: Outcome<T>;
  events?: readonly DomainEvent[];
}
