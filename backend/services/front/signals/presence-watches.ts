import { setTimeout as pause } from 'node:timers/promises';
import { limits, type UserId } from '../../../contract/index.ts';
import type { Logger } from '../../../runtime/index.ts';
import type { StompSession, StompSubscription } from '../../../stomp/index.ts';
import type { Ask } from '../ask.ts';
import type { Principal } from '../tokens.ts';
import type { PresenceBoard } from './presence-board.ts';

type Session = StompSession<Principal>;

/** One person who watches another, on however many devices. */
interface Watch {
  subscriptions: Map<StompSubscription, Session>;
  /** Undefined until the friend servers said whether the watched one blocks the watcher. */
  sees: boolean | undefined;
}

/** Milliseconds in which the questions of one watcher are gathered, and until a failed one is asked again. */
const gathering = 10;
const retry = 5_000;
const json = { 'content-type': 'application/json' };

interface Dependencies {
  board: PresenceBoard;
  ask: Ask;
  logger: Logger;
}

/**
 * Who on this front watches whose presence: the present state comes at once, changes after. Whoever is blocked by the watched
 * one sees them offline, from the block on, and gets nothing before that is known.
 */
export class PresenceWatches {
  readonly #dependencies: Dependencies;
  /** By the watched one, then by the watcher. */
  readonly #watches = new Map<UserId, Map<UserId, Watch>>();
  /** Watchers and whom to ask about for them. */
  readonly #questions = new Map<UserId, Set<UserId>>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  add(watched: UserId, session: Session, subscription: StompSubscription): void {
    // It becomes active right after this; one that does not is never heard of again.
    setImmediate(() => {
      if (!subscription.active) return;
      const watch = this.#watchOf(watched, session.principal.userId);
      watch.subscriptions.set(subscription, session);
      if (watch.sees !== undefined) this.#tell(watched, watch.sees, [[subscription, session]]);
    });
  }

  #watchOf(watched: UserId, watcher: UserId): Watch {
    const watchers = this.#watches.get(watched) ?? new Map<UserId, Watch>();
    this.#watches.set(watched, watchers);
    const existing = watchers.get(watcher);
    if (existing) return existing;
    const watch = { subscriptions: new Map(), sees: watched === watcher ? true : undefined };
    watchers.set(watcher, watch);
    if (watch.sees === undefined) this.#question(watcher, watched);
    return watch;
  }

  remove(
    watched: UserId,
    { principal: { userId: watcher } }: Session,
    subscription: StompSubscription,
  ): void {
    const watchers = this.#watches.get(watched);
    const watch = watchers?.get(watcher);
    if (!watchers || !watch?.subscriptions.delete(subscription) || watch.subscriptions.size > 0) return;
    watchers.delete(watcher);
    if (watchers.size === 0) this.#watches.delete(watched);
  }

  /** The person's state has changed. */
  changed(watched: UserId): void {
    for (const { sees, subscriptions } of this.#watches.get(watched)?.values() ?? [])
      if (sees) this.#tell(watched, true, subscriptions);
  }

  /** `watched` blocks `watcher` from now on, or not any more. */
  blocked(watched: UserId, watcher: UserId, blocked: boolean): void {
    const watch = this.#watches.get(watched)?.get(watcher);
    if (!watch || watch.sees === !blocked) return;
    this.#decide(watched, watch, !blocked);
  }

  #decide(watched: UserId, watch: Watch, sees: boolean): void {
    watch.sees = sees;
    this.#tell(watched, sees, watch.subscriptions);
  }

  #question(watcher: UserId, watched: UserId): void {
    const gathered = this.#questions.get(watcher);
    if (gathered && gathered.size < limits.subscriptionsPerSession) gathered.add(watched);
    else void this.#askAbout(watcher, new Set([watched]));
  }

  async #askAbout(watcher: UserId, watched: Set<UserId>): Promise<void> {
    this.#questions.set(watcher, watched);
    await pause(gathering);
    if (this.#questions.get(watcher) === watched) this.#questions.delete(watcher);
    const { ask, logger } = this.#dependencies;
    try {
      const userIds = [...watched];
      const blockers = new Set((await ask('friend.blockers', watcher, { userId: watcher, userIds })).userIds);
      for (const each of watched) this.#answer(watcher, each, !blockers.has(each));
    } catch (error) {
      logger.warn({ error }, 'Whose presence may be seen is not known; it is asked again.');
      await pause(retry, undefined, { ref: false });
      for (const each of watched)
        if (this.#watches.get(each)?.get(watcher)?.sees === undefined) this.#question(watcher, each);
    }
  }

  /** A block that was heard of meanwhile is newer than the answer. */
  #answer(watcher: UserId, watched: UserId, sees: boolean): void {
    const watch = this.#watches.get(watched)?.get(watcher);
    if (watch && watch.sees === undefined) this.#decide(watched, watch, sees);
  }

  #tell(watched: UserId, sees: boolean, subscriptions: Iterable<[StompSubscription, Session]>): void {
    const presence = sees ? this.#dependencies.board.of(watched) : { userId: watched, state: 'offline' };
    const body = JSON.stringify(presence);
    for (const [subscription, session] of subscriptions)
      session.deliverTo(subscription, { body, headers: json });
  }
}
