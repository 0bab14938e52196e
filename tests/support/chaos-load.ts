import { setTimeout as pause } from 'node:timers/promises';
import type { RoomId } from '../../backend/contract/index.ts';
import { Acknowledgements } from './chaos-acknowledgements.ts';
import { ChaosClient } from './chaos-client.ts';
import { type Findings, findingsIn, noFindings, seenOf, sumOf } from './chaos-findings.ts';
import { longPatience as patience, persistently } from './chaos-patience.ts';
import { Person } from './maru-person.ts';
import { until } from './maru-wait.ts';

interface LoadOptions {
  /** Addresses of the fronts that may be tried, now. */
  fronts: () => readonly string[];
  people?: number;
  rooms?: number;
  /** Messages of everybody together. */
  perSecond?: number;
}

/** People who talk at a steady rate, in rooms that all of them are in, whatever becomes of the servers meanwhile. */
export class Load implements AsyncDisposable {
  readonly clients: readonly ChaosClient[];
  readonly roomIds: readonly RoomId[];
  readonly acknowledged: Acknowledgements;
  readonly #options: LoadOptions;
  #talking: Promise<void> | undefined;
  #isStopping = false;

  private constructor(
    options: LoadOptions,
    clients: readonly ChaosClient[],
    roomIds: readonly RoomId[],
    acknowledged: Acknowledgements,
  ) {
    this.#options = options;
    this.clients = clients;
    this.roomIds = roomIds;
    this.acknowledged = acknowledged;
  }

  /** Resolves when messages flow. */
  static async start(options: LoadOptions): Promise<Load> {
    const { fronts } = options;
    const { people, roomIds } = await gather(options);
    const acknowledged = new Acknowledgements();
    const clients = people.map(
      (person, firstFront) => new ChaosClient({ person, roomIds, fronts, firstFront, acknowledged }),
    );
    const load = new Load(options, clients, roomIds, acknowledged);
    try {
      await load.#begin();
      return load;
    } catch (error) {
      await load[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #begin(): Promise<void> {
    await until('all to be connected', () => this.clients.every(({ isConnected }) => isConnected), patience);
    this.#talking = this.#talk();
    await this.flows();
  }

  async #talk(): Promise<void> {
    const { perSecond = 40 } = this.#options;
    const begin = performance.now();
    for (let number = 0; !this.#isStopping; number++) {
      this.#say(number);
      await pause(Math.max(0, begin + ((number + 1) * 1_000) / perSecond - performance.now()));
    }
  }

  #say(number: number): void {
    const [client, roomId] = [this.#speaker(number), this.roomIds[number % this.roomIds.length]];
    if (!client || !roomId) throw new Error('nobody talks');
    client.send(roomId, `메시지 ${number}`);
  }

  /** Everybody comes to speak in every room. */
  #speaker(number: number): ChaosClient | undefined {
    const round = Math.floor(number / this.roomIds.length);
    return this.clients[(number + round) % this.clients.length];
  }

  /** The longest time, since a moment, in which the room that waited longest got nothing acknowledged. */
  longestPause(since: number): number {
    return Math.max(...this.roomIds.map((roomId) => this.acknowledged.longestPause(roomId, since)));
  }

  /** Resolves when every room got something acknowledged that was sent by now. */
  async flows(): Promise<void> {
    const since = performance.now();
    const flowing = () =>
      this.roomIds.every((roomId) => this.acknowledged.in(roomId).some(({ at }) => at > since));
    await until('messages to flow in all rooms', flowing, patience);
  }

  /**
   * Stops talking, waits until nothing is left to acknowledge or to see, and holds what is stored and was seen against what was
   * acknowledged. Rejects when something is never acknowledged; what is never seen is among the findings.
   */
  async finish(): Promise<Findings> {
    await this.#stopTalking();
    // The last message of a room that was lost on its way to a subscriber shows as a gap at the next.
    for (const roomId of this.roomIds) this.clients[0]?.send(roomId, '끝');
    await this.#allAcknowledged();
    let findings = noFindings;
    for (const roomId of this.roomIds) findings = sumOf(findings, await this.#lookAt(roomId));
    return findings;
  }

  async #lookAt(roomId: RoomId): Promise<Findings> {
    const { person } = this.clients[0] as ChaosClient;
    const stored = await persistently(() => person.at(this.#options.fronts()[0] ?? '').history(roomId));
    const last = stored.at(-1)?.seq ?? 0;
    const haveSeen = () => this.clients.every((client) => client.lastSeq(roomId) >= last);
    await until(`everybody to see ${last} messages`, haveSeen, patience).catch(() => {});
    return findingsIn(stored, this.acknowledged.in(roomId), seenOf(this.clients, roomId));
  }

  async #allAcknowledged(): Promise<void> {
    const open = () => this.clients.reduce((sum, { unacknowledged }) => sum + unacknowledged.size, 0);
    await until('everything to be acknowledged', () => open() === 0, patience).catch((cause: unknown) => {
      throw new Error(`${open()} messages are not acknowledged`, { cause });
    });
  }

  async #stopTalking(): Promise<void> {
    this.#isStopping = true;
    await this.#talking;
  }

  /** What it cost the clients, for people. */
  summary(): string {
    const sum = (pick: (client: ChaosClient) => number) =>
      this.clients.reduce((total, client) => total + pick(client), 0);
    return [
      `${sum(({ resends }) => resends)} sent again`,
      `${sum(({ reconnects }) => reconnects)} reconnects`,
      `${sum(({ catchUps }) => catchUps)} catch-ups`,
    ].join(', ');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stopTalking();
    await Promise.all(this.clients.map((client) => client[Symbol.asyncDispose]()));
  }
}

/** People who are new, and rooms that all of them are in. */
async function gather({ fronts, people: count = 4, rooms = 8 }: LoadOptions) {
  const url = fronts()[0] ?? '';
  const people: Person[] = [];
  while (people.length < count) people.push(await persistently(() => Person.join(url)));
  const [first, ...others] = people as [Person, ...Person[]];
  const roomIds: RoomId[] = [];
  while (roomIds.length < rooms) roomIds.push((await persistently(() => first.groupRoom(others))).roomId);
  return { people, roomIds };
}
