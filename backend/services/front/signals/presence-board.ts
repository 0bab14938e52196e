import { LRUCache } from 'lru-cache';
import type { ConnectionPresence, Presence, PresenceState, UserId } from '../../../contract/index.ts';

/** People whose presence is kept in mind; of more, those of whom nothing was heard the longest are forgotten. */
const mostPeople = 100_000;
/** Devices of one person that count. */
const mostConnections = 20;
/** Milliseconds without a word after which a connection is taken for gone: its front has died. */
const silence = 90_000;

interface Person {
  /** In the order in which they were heard of, so that the first one is silent the longest. */
  connections: Map<string, { state: 'online' | 'away'; heard: number }>;
  /** When the last of their connections was last there. */
  at: string;
}

/** How everybody is there, from what the fronts tell each other: as present as their most present connection. */
export class PresenceBoard {
  readonly #people = new LRUCache<UserId, Person>({ max: mostPeople });

  /** Takes what a front said at `heard` (milliseconds since 1970) of a connection; true when it changes the person's state. */
  hear({ userId, connectionId, state, at }: ConnectionPresence, heard: number): boolean {
    const before = this.of(userId).state;
    const person = this.#people.get(userId) ?? { connections: new Map(), at };
    this.#people.set(userId, person);
    const { connections } = person;
    connections.delete(connectionId);
    if (state !== 'offline') connections.set(connectionId, { state, heard });
    if (connections.size > mostConnections) connections.delete(connections.keys().next().value ?? '');
    if (at > person.at) person.at = at;
    return this.of(userId).state !== before;
  }

  of(userId: UserId): Presence {
    const person = this.#people.peek(userId);
    if (!person) return { userId, state: 'offline' };
    return { userId, state: stateOf(person), at: person.at };
  }

  /** Forgets the connections of which nothing was heard for too long; gives the people whose state this changes. */
  forget(now: number): UserId[] {
    const changed: UserId[] = [];
    this.#people.forEach((person, userId) => {
      const { connections } = person;
      if (!isSilent(connections.values().next().value, now)) return;
      const before = stateOf(person);
      for (const [id, connection] of connections) if (isSilent(connection, now)) connections.delete(id);
      if (stateOf(person) !== before) changed.push(userId);
    });
    return changed;
  }
}

const isSilent = (connection: { heard: number } | undefined, now: number): boolean =>
  connection !== undefined && connection.heard + silence <= now;

function stateOf({ connections }: Person): PresenceState {
  let state: PresenceState = 'offline';
  for (const connection of connections.values()) {
    if (connection.state === 'online') return 'online';
    state = 'away';
  }
  return state;
}
