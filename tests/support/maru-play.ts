import { strict as assert } from 'node:assert';
import { type RoomId, subscribeTo } from '../../backend/contract/index.ts';
import { refusalOf } from './maru-call.ts';
import type { Device } from './maru-device.ts';
import { Model, type Step } from './maru-model.ts';
import { newMessageId, type Person } from './maru-person.ts';
import { until, upTo } from './maru-wait.ts';

/** The same history in the model and in Maru, compared after each step and at the end. */
export class Play {
  readonly model = new Model(['가', '나', '다']);
  readonly rooms: RoomId[] = [];
  readonly people: Person[];
  readonly devices: Device[];

  constructor(people: Person[], devices: Device[]) {
    this.people = people;
    this.devices = devices;
  }

  person(number: number): Person {
    return this.people[number] as Person;
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'befriend') return this.befriend(step.who, step.whom);
    if (step.do === 'rename') return this.rename(step.who, step.name);
    if (step.do === 'direct') return this.open('direct', step.who, [step.whom]);
    if (step.do === 'group') return this.open('group', step.who, step.whom);
    const room = step.room % Math.max(1, this.rooms.length);
    if (this.rooms[room] === undefined) return;
    if (!this.model.has(room, step.who)) return this.stayOut(room, step.who);
    if (step.do === 'send') return this.send(room, step.who, step.text, step.again);
    return this.read(room, step.who, step.seq);
  }

  async befriend(who: number, whom: number): Promise<void> {
    const adding = this.person(who).call('addFriend', { params: { userId: this.person(whom).userId } });
    if (who === whom) return assert.rejects(adding, { code: 'cannot_befriend_self' });
    await adding;
    this.model.friends[who]?.add(whom);
  }

  async rename(who: number, nickname: string): Promise<void> {
    await this.person(who).call('changeProfile', { body: { nickname } });
    this.model.names[who] = nickname;
  }

  async open(kind: 'direct' | 'group', who: number, whom: number[]): Promise<void> {
    const userIds = whom.map((other) => this.person(other).userId);
    const opening = this.person(who).call('createRoom', { body: { kind, userIds } });
    if (whom.every((other) => other === who)) return assert.rejects(opening, { code: 'invalid_request' });
    const number = this.model.open(kind, [who, ...whom]);
    const { roomId, participantCount } = await opening;
    this.rooms[number] ??= roomId;
    assert.equal(this.rooms[number], roomId);
    assert.equal(new Set(this.rooms).size, this.rooms.length);
    assert.equal(participantCount, this.model.room(number).members.length);
    await this.#subscribe(number, roomId);
  }

  async #subscribe(number: number, roomId: RoomId): Promise<void> {
    for (const member of this.model.room(number).members) {
      const device = this.devices[member] as Device;
      if (!device.subscribed.has(subscribeTo.room(roomId))) await device.subscribe(subscribeTo.room(roomId));
    }
  }

  async send(room: number, who: number, text: string, again: boolean): Promise<void> {
    const [roomId, id] = [this.rooms[room] as RoomId, newMessageId()];
    const message = await this.person(who).say(roomId, text, id);
    assert.equal(message.seq, this.model.send(room, who, text.normalize('NFC')));
    if (again) assert.deepEqual(await this.person(who).say(roomId, `${text}!`, id), message);
  }

  async read(room: number, who: number, seq: number): Promise<void> {
    const params = { roomId: this.rooms[room] as RoomId };
    const { readSeq, unread } = await this.person(who).call('moveReadPosition', { params, body: { seq } });
    assert.equal(readSeq, this.model.read(room, who, seq));
    assert.equal(unread, this.model.unread(room, who));
  }

  /** Whoever is no participant neither reads, sends nor subscribes. */
  async stayOut(room: number, who: number): Promise<void> {
    const [roomId, person] = [this.rooms[room] as RoomId, this.person(who)];
    const attempts = [
      person.say(roomId, '침입'),
      person.history(roomId),
      person.call('room', { params: { roomId } }),
    ];
    for (const refusal of await Promise.all(attempts.map(refusalOf)))
      assert.equal(refusal.code, 'not_a_participant');
    await using device = await person.connect();
    await assert.rejects(device.subscribe(subscribeTo.room(roomId)), /closed/);
    assert.equal(await device.errorCode(), 'not_a_participant');
  }

  async compare(): Promise<void> {
    for (const [who, person] of this.people.entries()) {
      await this.#compareFriends(who, person);
      await this.#compareRooms(who, person);
    }
  }

  async #compareFriends(who: number, person: Person): Promise<void> {
    const expected = [...(this.model.friends[who] ?? [])]
      .map((friend) => `${this.person(friend).userId} ${this.model.names[friend]}`)
      .sort();
    await until('friends and their names as in the model', async () => {
      const { friends } = await person.call('friends', { query: {} });
      return `${friends.map(({ userId, nickname }) => `${userId} ${nickname}`)}` === `${expected}`;
    });
  }

  async #compareRooms(who: number, person: Person): Promise<void> {
    const { rooms } = await person.call('rooms', { query: {} });
    const own = [...this.rooms.keys()].filter((number) => this.model.has(number, who));
    assert.deepEqual(
      new Set(rooms.map(({ roomId }) => roomId)),
      new Set(own.map((number) => this.rooms[number])),
    );
    for (const number of own) {
      const roomId = this.rooms[number] as RoomId;
      assert.equal(rooms.find((room) => room.roomId === roomId)?.unread, this.model.unread(number, who));
      const history = await person.history(roomId);
      assert.deepEqual(
        history.map(({ seq }) => seq),
        upTo(history.length),
      );
      assert.deepEqual(
        history.map(({ userId, message }) => ({
          who: this.people.findIndex((each) => each.userId === userId),
          text: message,
        })),
        this.model.room(number).messages,
      );
      const device = this.devices[who] as Device;
      await until('all deliveries', () => device.messages(roomId).length === history.length);
      assert.deepEqual(device.messages(roomId), history);
    }
  }
}
