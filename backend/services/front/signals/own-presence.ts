import type { ConnectionPresence, PresenceState, Signal, UserId } from '../../../contract/index.ts';
import type { ServerContext } from '../../../runtime/index.ts';
import type { StompSession } from '../../../stomp/index.ts';
import type { Principal } from '../tokens.ts';

type Session = StompSession<Principal>;
export type SaidState = PresenceState | 'hidden';

/** Milliseconds that a new connection has to say how it is there, before it counts as online. */
const firstWord = 1_000;
/** Milliseconds between two announcements of what has changed: however often somebody changes, this often it is told. */
const gathering = 200;
/** Milliseconds between two announcements of everybody who is there. */
const repetition = 30_000;
/** Connections in one record. */
const most = 500;

interface Connection {
  userId: UserId;
  since: number;
  /** Undefined until it said something or counts as online. */
  state: SaidState | undefined;
}

interface Options extends Pick<ServerContext, 'log' | 'clock' | 'logger'> {
  /** This front among all: the key of what it tells. */
  front: string;
}

/** How the connections of this front are there, told to every front on change and again and again. */
export class OwnPresence implements AsyncDisposable {
  readonly #options: Options;
  readonly #connections = new Map<string, Connection>();
  /** Those that have not said anything yet, the oldest first. */
  readonly #silent = new Set<string>();
  readonly #changed = new Map<string, ConnectionPresence>();
  readonly #timer: NodeJS.Timeout;
  #repeatedAt: number;
  #telling: Promise<void> | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#repeatedAt = options.clock.now();
    this.#timer = setInterval(() => this.#tick(), gathering).unref();
  }

  enter({ id, principal: { userId } }: Session): void {
    this.#connections.set(id, { userId, since: this.#options.clock.now(), state: undefined });
    this.#silent.add(id);
  }

  say({ id }: Session, state: SaidState): void {
    const connection = this.#connections.get(id);
    if (!connection || connection.state === state) return;
    const wasTold = isTold(connection.state);
    connection.state = state;
    this.#silent.delete(id);
    if (wasTold || isTold(state)) this.#note(id, connection);
  }

  leave(session: Session): void {
    this.say(session, 'offline');
    this.#connections.delete(session.id);
    this.#silent.delete(session.id);
  }

  #note(connectionId: string, { userId, state }: Connection): void {
    const at = new Date(this.#options.clock.now()).toISOString();
    const told = isTold(state) ? state : 'offline';
    this.#changed.set(connectionId, { userId, connectionId, state: told, at });
  }

  #tick(): void {
    const now = this.#options.clock.now();
    for (const id of this.#silent) {
      const connection = this.#connections.get(id);
      if (connection && connection.since + firstWord > now) break;
      this.#silent.delete(id);
      if (!connection) continue;
      connection.state = 'online';
      this.#note(id, connection);
    }
    if (this.#repeatedAt + repetition <= now) {
      this.#repeatedAt = now;
      for (const [id, connection] of this.#connections)
        if (isTold(connection.state)) this.#note(id, connection);
    }
    this.#telling ??= this.#tell().finally(() => {
      this.#telling = undefined;
    });
  }

  /** What cannot be told is told with the next repetition, or found out by the others' waiting in vain. */
  async #tell(): Promise<void> {
    const { log, logger, front } = this.#options;
    const changed = [...this.#changed.values()];
    this.#changed.clear();
    for (let from = 0; from < changed.length; from += most) {
      const value: Signal = { type: 'presence', connections: changed.slice(from, from + most) };
      try {
        await log.append([{ topic: 'kakao.front.SIGNAL', key: front, value: JSON.stringify(value) }]);
      } catch (error) {
        logger.warn({ error }, 'Presence could not be told to the other fronts.');
      }
    }
  }

  /** Tells the last changes: what ended with this front. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#telling;
    await this.#tell();
  }
}

/** Whoever is hidden or gone is told to nobody, but for the moment in which it begins. */
const isTold = (state: SaidState | undefined): state is 'online' | 'away' =>
  state === 'online' || state === 'away';
