import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChatMessage, RoomId } from '../../backend/contract/index.ts';
import { type Acknowledgement, ChaosClient } from './chaos-client.ts';
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

/** Milliseconds for everything to be acknowledged and seen after a failure. */
const patience = 40_000;

/** People who talk at a steady rate, in rooms that all of them are in, whatever becomes of the servers meanwhile. */
export class Load implements AsyncDisposable {
  readonly clients: readonly ChaosClient[];
  readonly roomIds: readonly RoomId[];
  readonly #acknowledged: Acknowledgement[];
  readonly #options: LoadOptions;
  readonly #begin = performance.now();
  #talking: Promise<void> | undefined;
  #isStopping = false;
  #sent = 0;

  private constructor(
    options: LoadOptions,
    clients: readonly ChaosClient[],
    roomIds: readonly RoomId[],
    acknowledged: Acknowledgement[],
  ) {
    this.#options = options;
    this.clients = clients;
    this.roomIds = roomIds;
    this.#acknowledged = acknowledged;
  }

  /** Resolves when messages flow. */
  static async start(options: LoadOptions): Promise<Load> {
    const { fronts, people: count = 4, rooms = 8 } = options;
    const url = fronts()[0] ?? '';
    const people: Person[] = [];
    for (let number = 0; number < count; number++) people.push(await Person.join(url));
    const [first, ...others] = people as [Person, ...Person[]];
    const roomIds: RoomId[] = [];
    for (let number = 0; number < rooms; number++) roomIds.push((await first.groupRoom(others)).roomId);
    const acknowledged: Acknowledgement[] = [];
    const onAcknowledged = (one: Acknowledgement) => void acknowledged.push(one);
    const clients = people.map(
      (person, firstFront) => new ChaosClient({ person, roomIds, fronts, firstFront, onAcknowledged }),
    );
    const load = new Load(options, clients, roomIds, acknowledged);
    await until('all to be connected', () => clients.every(({ isConnected }) => isConnected), patience);
    load.#talking = load.#talk();
    await until('messages to flow', () => acknowledged.length > 2 * rooms, patience);
    return load;
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
    const client = this.clients[number % this.clients.length];
    const roomId = this.roomIds[Math.floor(number / this.clients.length) % this.roomIds.length];
    if (!client || !roomId) throw new Error('nobody talks');
    client.send(roomId, `메시지 ${number}`);
    this.#sent++;
  }

  /** The longest time, since a moment, in which the room that waited longest got nothing acknowledged. */
  longestPause(since: number): number {
    return Math.max(...this.roomIds.map((roomId) => this.#pauseOf(roomId, since)));
  }

  #pauseOf(roomId: RoomId, since: number): number {
    const times = this.#acknowledged
      .filter((one) => one.roomId === roomId && one.at > since)
      .map(({ at }) => at);
    return [...times, performance.now()].reduce(
      (longest, time, at, all) => Math.max(longest, time - (all[at - 1] ?? since)),
      0,
    );
  }

  /** Resolves when every room got something acknowledged that was sent by now. */
  async flows(): Promise<void> {
    const since = performance.now();
    const flowing = () =>
      this.roomIds.every((roomId) =>
        this.#acknowledged.some((one) => one.roomId === roomId && one.at > since),
      );
    await until('messages to flow in all rooms', flowing, patience);
  }

  /**
   * Stops talking, waits until nothing is left to acknowledge or to see, and checks what must hold whatever happened: each
   * acknowledged message is stored once, seqs have no gap, and everybody has seen everything in that order.
   */
  async finish(): Promise<void> {
    await this.#stopTalking();
    // The last message of a room that was lost on its way to a subscriber shows as a gap at the next.
    for (const roomId of this.roomIds) this.clients[0]?.send(roomId, '끝');
    await this.#allAcknowledged();
    for (const roomId of this.roomIds) await this.#check(roomId);
    assert.equal(this.#acknowledged.length, this.#sent + this.roomIds.length);
    for (const { wrongs } of this.clients) assert.deepEqual(wrongs, []);
  }

  async #check(roomId: RoomId): Promise<void> {
    const client = this.clients[0] as ChaosClient;
    const url = this.#options.fronts()[0] ?? '';
    const stored = await client.person.at(url).history(roomId);
    assert.deepEqual(
      stored.map(({ seq }) => seq),
      stored.map((_, at) => at + 1),
    );
    const ids = stored.flatMap(({ clientMessageId }) => clientMessageId ?? []);
    assert.equal(new Set(ids).size, ids.length, 'a message is stored twice');
    const known = new Set(ids);
    const lost = this.#acknowledged.filter((one) => one.roomId === roomId && !known.has(one.clientMessageId));
    assert.deepEqual(lost, []);
    for (const each of this.clients) await this.#hasSeen(each, roomId, stored);
  }

  async #hasSeen(client: ChaosClient, roomId: RoomId, stored: readonly ChatMessage[]): Promise<void> {
    const what = `${client.person.userId} to see ${stored.length} messages`;
    await until(what, () => client.lastSeq(roomId) >= stored.length, patience).catch((cause: unknown) => {
      throw new Error(`saw ${client.lastSeq(roomId)} of ${stored.length}`, { cause });
    });
    const idsOf = (messages: readonly ChatMessage[] = []) => messages.map(({ messageId }) => messageId);
    assert.deepEqual(idsOf(client.seen.get(roomId)), idsOf(stored));
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

  /** Lets `harm` happen in the middle of a load and checks what must hold afterwards; gives a line that tells what it cost. */
  static async under(options: LoadOptions, harm: (load: Load) => Promise<void>): Promise<string> {
    await using load = await Load.start(options);
    await pause(2_000);
    const since = performance.now();
    await harm(load);
    await load.flows();
    await pause(2_000);
    const summary = load.summary(since);
    await load.finish();
    return summary;
  }

  /** One line for people. */
  summary(since: number): string {
    const sum = (pick: (client: ChaosClient) => number) =>
      this.clients.reduce((total, client) => total + pick(client), 0);
    const seconds = ((performance.now() - this.#begin) / 1_000).toFixed(0);
    return [
      `longest pause of a room ${Math.round(this.longestPause(since))} ms`,
      `${this.#acknowledged.length} acknowledged in ${seconds} s`,
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
