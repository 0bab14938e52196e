import type { Outcome } from './errors.ts';
import type { ChatEvent, FriendEvent, UserEvent } from './events.ts';
import type { ResponseHeaders } from './headers.ts';
import type { ChatMessage } from './message.ts';

/** Something that happened, for every server that keeps a copy or tells clients. */
export type DomainEvent =
  /** `null`: nothing is left of the user, and the log forgets the key. */
  | { topic: 'kakao.user.EVENT'; key: string; value: UserEvent | null }
  | { topic: 'kakao.friend.EVENT'; key: string; value: FriendEvent }
  | { topic: 'kakao.chat.EVENT'; key: string; value: ChatEvent }
  /** A system message: it goes to the subscribers like any other, and nobody waits for it as an answer. */
  | {
      topic: 'kakao.chat.chatMessage.RESPONSE';
      key: string;
      value: ChatMessage;
      headers: ResponseHeaders;
    };

/** What a command came to: the answer to the one who asked, and what others must know. */
export interface Handled<T> {
  outcome: Outcome<T>;
  events?: readonly DomainEvent[];
}
