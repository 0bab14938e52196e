import { v7 } from 'uuid';
import type { Outcome, RoomId, UserId } from '../../backend/contract/index.ts';
import {
  type Clock,
  createMaruClient,
  createMemoryLocalCache,
  createMemoryOutboxStorage,
  createMemoryTokenStorage,
  type MaruClient,
} from '../../desktop/client/index.ts';
import { ClientNetwork } from './client-network.ts';
import { until } from './maru-wait.ts';

const password = 'correct horse';

/** The real time with all waits shortened, so that patience costs a test little. */
const hurriedClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds / 5);
    return () => clearTimeout(timer);
  },
};

/** Somebody at the desktop client: the facade as the view sees it, with storage that outlives a reload. */
export class ClientUser implements AsyncDisposable {
  readonly url: string;
  readonly userId = `c${v7().slice(-12)}` as UserId;
  readonly password = password;
  readonly tokenStorage = createMemoryTokenStorage();
  readonly outboxStorage = createMemoryOutboxStorage();
  readonly localCache = createMemoryLocalCache();
  readonly network = new ClientNetwork();
  client: MaruClient;

  constructor(url: string) {
    this.url = url;
    this.client = this.#create();
  }

  /** Signed up, logged in and online. */
  static async join(url: string, nickname = '사람'): Promise<ClientUser> {
    const user = new ClientUser(url);
    expectOk(await user.actions.signUp({ userId: user.userId, password, nickname }));
    await user.online();
    return user;
  }

  get actions() {
    return this.client.actions;
  }

  get session() {
    return this.client.stores.session.getState();
  }

  get connection() {
    return this.client.stores.connection.getState();
  }

  get rooms() {
    return this.client.stores.rooms.getState();
  }

  room(roomId: RoomId) {
    return this.rooms.byId[roomId];
  }

  window(roomId: RoomId) {
    return this.client.stores.messages.getState().byRoom[roomId];
  }

  texts(roomId: RoomId): string[] {
    return (this.window(roomId)?.messages ?? []).map(({ message }) => message);
  }

  seqs(roomId: RoomId): number[] {
    return (this.window(roomId)?.messages ?? []).map(({ seq }) => seq);
  }

  outbox(roomId: RoomId) {
    return this.client.stores.outbox.getState().byRoom[roomId] ?? [];
  }

  marks(roomId: RoomId) {
    return this.client.stores.readPositions.getState().byRoom[roomId] ?? {};
  }

  online(): Promise<unknown> {
    return until('being online', () => this.connection.status === 'online');
  }

  async direct(other: { userId: UserId }): Promise<RoomId> {
    return expectOk(await this.actions.createRoom({ kind: 'direct', userIds: [other.userId] })).roomId;
  }

  async open(roomId: RoomId): Promise<void> {
    expectOk(await this.actions.openRoom(roomId));
  }

  async say(roomId: RoomId, text: string) {
    return expectOk(await this.actions.send(roomId, { message: text }));
  }

  sees(roomId: RoomId, ...texts: string[]): Promise<unknown> {
    return until(`seeing ${texts}`, () => texts.every((text) => this.texts(roomId).includes(text)));
  }

  /** The page is gone without a goodbye, and a new one starts on the same storage. */
  async reload(): Promise<void> {
    await this.client.dispose();
    this.client = this.#create();
    await this.client.actions.restore();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.dispose();
  }

  #create(): MaruClient {
    const { url: baseUrl, tokenStorage, outboxStorage, localCache, network } = this;
    const { fetch, webSocketFactory } = network;
    const storage = { tokenStorage, outboxStorage, localCache };
    const options = { baseUrl, ...storage, fetch, webSocketFactory, clock: hurriedClock };
    return createMaruClient({ ...options, random: () => 0 });
  }
}

/** What a call gave; a refusal fails the test by its code. */
export function expectOk<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
  return outcome.value;
}
