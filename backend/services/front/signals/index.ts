import { type FriendEvent, type RoomEvent, signal } from '../../../contract/index.ts';
import type { LogRecord } from '../../../ports/index.ts';
import { parseValue, type ServerContext } from '../../../runtime/index.ts';
import type { Ask } from '../ask.ts';
import { OwnPresence } from './own-presence.ts';
import { PresenceBoard } from './presence-board.ts';
import { PresenceWatches } from './presence-watches.ts';
import { createTyping } from './typing.ts';

interface Dependencies extends Pick<ServerContext, 'log' | 'clock' | 'logger'> {
  ask: Ask;
  /** This front among all. */
  front: string;
  deliverEvent(event: RoomEvent): void;
}

/** Milliseconds between two looks for connections whose front has died. */
const sweep = 1_000;

/** What fronts tell each other and never keep: who is there, and who is writing (kakao.front.SIGNAL). */
export class Signals implements AsyncDisposable {
  readonly own: OwnPresence;
  readonly watches: PresenceWatches;
  readonly type: ReturnType<typeof createTyping>;
  readonly #board = new PresenceBoard();
  readonly #deliverEvent: Dependencies['deliverEvent'];
  readonly #timer: NodeJS.Timeout;

  constructor(dependencies: Dependencies) {
    this.own = new OwnPresence(dependencies);
    this.watches = new PresenceWatches({ ...dependencies, board: this.#board });
    this.type = createTyping(dependencies);
    this.#deliverEvent = dependencies.deliverEvent;
    const forget = () => {
      for (const userId of this.#board.forget(dependencies.clock.now())) this.watches.changed(userId);
    };
    this.#timer = setInterval(forget, sweep).unref();
  }

  /** A record of kakao.front.SIGNAL. */
  hear(record: LogRecord): void {
    const heard = signal.parse(parseValue(record));
    if (heard.type === 'typing') {
      this.#deliverEvent(heard);
      return;
    }
    for (const connection of heard.connections)
      if (this.#board.hear(connection, record.timestamp)) this.watches.changed(connection.userId);
  }

  /** A change of somebody's friends. */
  hearFriend(event: FriendEvent): void {
    if (event.type === 'friend.blocks') return;
    this.watches.blocked(event.userId, event.friendUserId, event.blocked);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.own[Symbol.asyncDispose]();
  }
}
