import type { ChatPage } from '../../../backend/contract/index.ts';
import type { BenchServer } from '../server/bench-server.ts';
import type { Person } from '../server/people.ts';
import { HttpClient } from './http-client.ts';
import { type Habits, Member } from './member.ts';
import { Room } from './room.ts';
import { SentMessages } from './sent-messages.ts';

interface StageOptions {
  server: BenchServer;
  people: readonly Person[];
  rooms: number;
  habits?: Habits;
}

/** Members that connect at a time: a start, not an attack. */
const connectingAtOnce = 50;

/** Rooms with connected members on one server, and what they saw go wrong. */
export class Stage implements Disposable {
  readonly server: BenchServer;
  readonly http: HttpClient;
  readonly sent = new SentMessages();
  readonly rooms: Room[] = [];
  readonly problems: string[] = [];
  /** Members that the server cut off. */
  lost = 0;

  private constructor(server: BenchServer) {
    this.server = server;
    this.http = new HttpClient(server.frontPort, 64);
  }

  /** Makes the rooms through the API, spreads the people over them and connects everybody. */
  static async open({ server, people, rooms, habits }: StageOptions): Promise<Stage> {
    const stage = new Stage(server);
    const size = people.length / rooms;
    const groups = Array.from({ length: rooms }, (_, index) =>
      people.slice(index * size, (index + 1) * size),
    );
    for (const group of groups) stage.rooms.push(await stage.#createRoom(group, habits));
    await stage.connect();
    return stage;
  }

  get members(): Member[] {
    return this.rooms.flatMap((room) => room.members);
  }

  async connect(): Promise<void> {
    const members = this.members.filter((member) => !member.connected);
    for (let index = 0; index < members.length; index += connectingAtOnce) {
      const some = members.slice(index, index + connectingAtOnce);
      await Promise.all(some.map((member) => member.connect(this.server.frontPort)));
    }
  }

  /** After an overload: everybody comes back and goes on from where the rooms stand now. */
  async reconnect(): Promise<void> {
    for (const member of this.members) member.disconnect();
    for (const room of this.rooms) room.startAgainAt(await this.#lastSeq(room));
    this.lost = 0;
    await this.connect();
  }

  /** In a fixed order that changes the room with every message and the sender with every round. */
  senderOf(index: number): Member {
    const room = this.rooms[index % this.rooms.length] as Room;
    return room.members[Math.floor(index / this.rooms.length) % room.members.length] as Member;
  }

  async #createRoom(group: readonly Person[], habits?: Habits): Promise<Room> {
    const [owner, ...others] = group as [Person, ...Person[]];
    const userIds = others.map(({ userId }) => userId);
    const body = { kind: 'group', userIds, title: 'bench' };
    const { roomId } = await this.http.call<{ roomId: string }>('POST', '/rooms', owner.accessToken, body);
    const room = new Room(roomId, this);
    room.members.push(...group.map((person) => new Member(person, room, habits)));
    return room;
  }

  async #lastSeq({ roomId, members: [member] }: Room): Promise<number> {
    const path = `/chat/${roomId}?limit=1`;
    const page = await this.http.call<ChatPage>('GET', path, member?.person.accessToken);
    return page.chatRecord.lastSeq;
  }

  [Symbol.dispose](): void {
    for (const member of this.members) member.disconnect();
    this.http[Symbol.dispose]();
  }
}
