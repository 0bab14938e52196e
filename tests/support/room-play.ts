import { strict as assert } from 'node:assert';
import { type ChatMessage, type RoomId, subscribeTo } from '../../backend/contract/index.ts';
import { refusalOf } from './maru-call.ts';
import type { Device } from './maru-device.ts';
import type { Person } from './maru-person.ts';
import { until } from './maru-wait.ts';
import { RoomModel, type RoomStep } from './room-model.ts';

/** The same history of one group in the model and in Maru, compared after each step and at the end. */
export class RoomPlay {
  readonly model: RoomModel;
  readonly roomId: RoomId;
  readonly people: readonly Person[];
  readonly devices: readonly Device[];
  /** The stored text messages, as the model numbers them. */
  readonly #stored: ChatMessage[] = [];
  /** The seqs that each person was there for while they were watching. */
  readonly #delivered: Set<number>[];

  private constructor(people: readonly Person[], devices: readonly Device[], roomId: RoomId) {
    this.people = people;
    this.devices = devices;
    this.roomId = roomId;
    this.model = new RoomModel([0, 1]);
    this.#delivered = people.map(() => new Set());
  }

  /** The first two are in the group from the beginning. */
  static async start(people: readonly Person[], devices: readonly Device[]): Promise<RoomPlay> {
    const { roomId } = await (people[0] as Person).groupRoom([people[1] as Person]);
    const play = new RoomPlay(people, devices, roomId);
    for (const who of [0, 1]) await play.#watch(who);
    return play;
  }

  async take(step: RoomStep): Promise<void> {
    // Of a removed room, leaving again is known as long as it has not been cleared: either answer is right.
    if (this.model.removed && (step.do === 'leave' || step.do === 'remove')) return;
    const before = new Set(this.model.members.keys());
    const expected = this.model.take(step);
    const asked = this.#ask(step);
    if (expected === undefined) await asked;
    else assert.equal((await refusalOf(asked)).code, expected, JSON.stringify(step));
    if (step.do === 'send' && expected === undefined)
      for (const who of before) this.#delivered[who]?.add((this.#stored.at(-1) as ChatMessage).seq);
    for (const who of this.model.members.keys()) if (!before.has(who)) await this.#watch(who);
    for (const who of before) if (!this.model.members.has(who)) await this.#isOut(who);
  }

  async #ask(step: RoomStep): Promise<unknown> {
    const { roomId } = this;
    const me = this.#person(step.who);
    const params = { roomId };
    switch (step.do) {
      case 'send':
        this.#stored.push(await me.say(roomId, `말 ${this.#stored.length}`));
        return undefined;
      case 'read':
        return me.call('moveReadPosition', { params, body: { seq: Number.MAX_SAFE_INTEGER } });
      case 'invite':
        return me.call('invite', { params, body: { userIds: [this.#person(step.whom).userId] } });
      case 'leave':
        return me.call('leaveRoom', { params: { roomId, userId: 'me' } });
      case 'remove':
        return me.call('leaveRoom', { params: { roomId, userId: this.#person(step.whom).userId } });
      case 'handOver':
        return me.call('changeRoom', { params, body: { owner: this.#person(step.whom).userId } });
      case 'removeRoom':
        return me.call('removeRoom', { params });
      default:
        return this.#change(me, step);
    }
  }

  #change(me: Person, step: Extract<RoomStep, { text: number }>): Promise<unknown> {
    const params = { roomId: this.roomId, seq: this.#stored[step.text]?.seq ?? 9_999 };
    if (step.do === 'edit') return me.call('editMessage', { params, body: { message: `고침 ${step.text}` } });
    if (step.do === 'unsend') return me.call('unsendMessage', { params });
    const reaction = { params: { ...params, emoji: '👍' } };
    return step.do === 'react' && step.on
      ? me.call('addReaction', reaction)
      : me.call('removeReaction', reaction);
  }

  #person(number: number): Person {
    return this.people[number] as Person;
  }

  #device(number: number): Device {
    return this.devices[number] as Device;
  }

  async #watch(who: number): Promise<void> {
    await this.#device(who).subscribe(subscribeTo.room(this.roomId));
  }

  /** Out means out: no page, no search, no details, no new subscription; the old one has ended. */
  async #isOut(who: number): Promise<void> {
    const [person, params] = [this.#person(who), { roomId: this.roomId }];
    const attempts = [
      person.history(this.roomId),
      person.call('room', { params }),
      person.call('search', { query: { query: '말', roomId: this.roomId } }),
      person.say(this.roomId, '침입'),
    ];
    const code = this.model.removed ? 'room_not_found' : 'not_a_participant';
    for (const refusal of await Promise.all(attempts.map(refusalOf))) assert.equal(refusal.code, code);
    const { hits } = await person.call('search', { query: { query: '말' } });
    assert.deepEqual(hits, []);
    await until('the end of the subscription', () =>
      this.#device(who)
        .personal()
        .some((event) => event.type === 'room.left'),
    );
    // The device takes up a new subscription under the same id when its person comes back.
    this.#device(who).subscribed.delete(subscribeTo.room(this.roomId));
  }

  async compare(): Promise<void> {
    for (const [who, person] of this.people.entries()) {
      const { rooms } = await person.call('rooms', { query: {} });
      assert.deepEqual(
        rooms.map(({ roomId }) => roomId),
        this.model.members.has(who) ? [this.roomId] : [],
      );
      if (this.model.members.has(who)) await this.#compareMember(who, person);
      await this.#compareDeliveries(who);
    }
  }

  async #compareMember(who: number, person: Person): Promise<void> {
    const visible = this.model.visible(who);
    const history = (await person.history(this.roomId)).filter(({ kind }) => kind === 'text');
    const seen = history.map(({ message, unsentAt, reactions }) => ({
      message,
      unsent: unsentAt !== undefined,
      reactions: (reactions ?? []).flatMap(({ userIds }) => userIds).length,
    }));
    const expected = visible.map(({ text, unsent, reactions }) => ({
      message: unsent ? '' : text,
      unsent,
      reactions: reactions.size,
    }));
    assert.deepEqual(seen, expected);
    const room = await person.call('room', { params: { roomId: this.roomId } });
    assert.equal(room.unread, this.model.unread(who));
    assert.equal(room.participantCount, this.model.members.size);
    const owner = room.participants.find((each) => each.owner);
    assert.equal(owner?.userId, this.#person(this.model.owner).userId);
    const findable = visible.filter(({ unsent, text }) => !unsent && text.startsWith('말')).length;
    await until('the search as in the model', async () => {
      const { hits } = await person.call('search', { query: { query: '말 ', limit: 200 } });
      return hits.length === findable;
    });
  }

  /** Live deliveries: everything that was sent while they were in, once and in order, and nothing else. */
  async #compareDeliveries(who: number): Promise<void> {
    const wanted = [...(this.#delivered[who] ?? [])];
    const texts = () =>
      this.#device(who)
        .messages(this.roomId)
        .filter(({ kind }) => kind === 'text')
        .map(({ seq }) => seq);
    await until('all deliveries', () => texts().length >= wanted.length);
    assert.deepEqual(texts(), wanted);
  }
}
