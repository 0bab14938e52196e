import { v7 } from 'uuid';
import type {
  ChatMessage,
  ClientMessageId,
  EndpointName,
  Room,
  RoomId,
  SessionId,
  Tokens,
  UserId,
} from '../../backend/contract/index.ts';
import { type CallInput, type CallResult, call } from './maru-call.ts';
import { Device } from './maru-device.ts';

/** Calls without any input of their own may leave it out. */
type Input<K extends EndpointName> = unknown extends CallInput<K> ? [] : [input: CallInput<K>];

let count = 0;
const freshUserId = (): UserId =>
  `u${process.pid % 10_000}.${(count++).toString(36)}.${v7().slice(-6)}` as UserId;

/** A UUIDv7, as clients make them. */
export const newMessageId = (): ClientMessageId => v7() as ClientMessageId;

/** Somebody with an account and one log-in, who calls the front as a client does. */
export class Person {
  readonly url: string;
  readonly password: string;
  readonly tokens: Tokens;

  constructor(url: string, password: string, tokens: Tokens) {
    this.url = url;
    this.password = password;
    this.tokens = tokens;
  }

  /** Signs up under a fresh id and logs in. */
  static async join(url: string, nickname = '사람'): Promise<Person> {
    const [userId, password] = [freshUserId(), 'correct horse'];
    await call({ url }, 'signUp', { body: { userId, password, nickname } });
    return Person.logIn(url, userId, password);
  }

  static async logIn(url: string, userId: string, password: string, device = 'test'): Promise<Person> {
    return new Person(url, password, await call({ url }, 'logIn', { body: { userId, password, device } }));
  }

  get userId(): UserId {
    return this.tokens.user.userId;
  }

  get sessionId(): SessionId {
    return this.tokens.sessionId;
  }

  /** The same account on one more device. */
  onAnotherDevice(): Promise<Person> {
    return Person.logIn(this.url, this.userId, this.password, 'another');
  }

  /** The same person at another front, or at the same one after a restart. */
  at(url: string): Person {
    return new Person(url, this.password, this.tokens);
  }

  call<K extends EndpointName>(name: K, ...input: Input<K>): Promise<CallResult<K>> {
    return this.callWith({}, name, ...input);
  }

  callWith<K extends EndpointName>(
    headers: Record<string, string>,
    name: K,
    ...[input]: Input<K>
  ): Promise<CallResult<K>> {
    return call({ url: this.url, accessToken: this.tokens.accessToken, headers }, name, input);
  }

  directRoom(other: Person): Promise<Room> {
    return this.call('createRoom', { body: { kind: 'direct', userIds: [other.userId] } });
  }

  groupRoom(others: readonly Person[]): Promise<Room> {
    return this.call('createRoom', { body: { kind: 'group', userIds: others.map(({ userId }) => userId) } });
  }

  say(roomId: RoomId, message: string, clientMessageId: string = newMessageId()): Promise<ChatMessage> {
    return this.call('sendMessage', { params: { roomId }, body: { clientMessageId, message } });
  }

  /** All messages of a room, page after page. */
  async history(roomId: RoomId): Promise<ChatMessage[]> {
    const all: ChatMessage[] = [];
    for (;;) {
      const query = { after: all.at(-1)?.seq ?? 0, limit: 200 };
      const { chatRecord } = await this.call('enterRoom', { params: { roomId }, query });
      if (chatRecord.chatMessage.length === 0) return all;
      all.push(...chatRecord.chatMessage);
    }
  }

  /** A WebSocket with STOMP, connected and subscribed to what concerns this person. */
  connect(): Promise<Device> {
    return Device.connect(this.url, this.tokens.accessToken);
  }
}
