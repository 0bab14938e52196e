import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { limits, type Room, type RoomId, type UserId } from '../../backend/contract/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import type { Person } from '../support/maru-person.ts';
import { upTo } from '../support/maru-wait.ts';

const leave = (person: Person, roomId: RoomId, who: Person | 'me' = 'me') =>
  person.call('leaveRoom', { params: { roomId, userId: who === 'me' ? who : who.userId } });
const invite = (person: Person, roomId: RoomId, userIds: readonly UserId[]): Promise<Room> =>
  person.call('invite', { params: { roomId }, body: { userIds: [...userIds] } });
const read = (person: Person, roomId: RoomId) => person.call('room', { params: { roomId } });
/** The code of a refusal, or `done`. */
const outcomeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    ({ code }: { code: string }) => code,
  );

async function startWithThree() {
  const maru = await startParts();
  const [jimin, seojun, haru] = await Promise.all(['지민', '서준', '하루'].map((name) => maru.person(name)));
  return { maru, ...({ jimin, seojun, haru } as { jimin: Person; seojun: Person; haru: Person }) };
}

/** Who is in the room, as its store has it: their number is kept beside them, and one of a group's people owns it. */
async function assertSound({ stores }: MaruParts, roomId: RoomId): Promise<void> {
  const inside = await stores.rooms.findParticipants(roomId);
  const [entry] = await stores.rooms.listRooms(inside[0]?.userId as UserId, undefined, 200);
  assert.equal(entry?.participantCount, inside.length);
  const room = await stores.rooms.findRoom(roomId);
  assert.ok(inside.some(({ userId }) => userId === room?.owner));
  const messages = await stores.messages.page({ roomId, after: 0, take: 'first', limit: 200 });
  assert.deepEqual(
    messages.map(({ seq }) => seq),
    upTo(messages.length),
  );
}

/** System messages of one kind. */
async function notes({ stores }: MaruParts, roomId: RoomId, type: string): Promise<number> {
  const messages = await stores.messages.page({ roomId, after: 0, take: 'first', limit: 200 });
  return messages.filter(({ system }) => system?.type === type).length;
}

test('removed by two requests at once: both say so, and it is told once', async () => {
  const { maru, jimin, seojun, haru } = await startWithThree();
  await using _ = maru;
  const { roomId } = await jimin.groupRoom([seojun, haru]);
  await Promise.all([leave(jimin, roomId, seojun), leave(jimin, roomId, seojun)]);
  assert.equal(await notes(maru, roomId, 'removed'), 1);
  await assertSound(maru, roomId);
});

test('two people leave at once, the owner one of them: the third owns the room', async () => {
  const { maru, jimin, seojun, haru } = await startWithThree();
  await using _ = maru;
  const { roomId } = await jimin.groupRoom([seojun, haru]);
  await Promise.all([leave(jimin, roomId), leave(seojun, roomId)]);
  const room = await read(haru, roomId);
  assert.deepEqual(
    room.participants.map(({ userId, owner }) => [userId, owner]),
    [[haru.userId, true]],
  );
  assert.equal(await notes(maru, roomId, 'left'), 2);
  await assertSound(maru, roomId);
});

test('everybody leaves at once: the room is gone, and nobody is left in it', async () => {
  const { maru, jimin, seojun, haru } = await startWithThree();
  await using _ = maru;
  const { roomId } = await jimin.groupRoom([seojun, haru]);
  await Promise.all([jimin, seojun, haru].map((person) => leave(person, roomId)));
  assert.equal(await maru.stores.rooms.findRoom(roomId), undefined);
  assert.notEqual(await maru.stores.rooms.findRemoval(roomId), undefined);
});

test('the owner leaves while removing somebody: either both are out, or the removal came too late', async () => {
  for (const first of ['leaves', 'removes'] as const) {
    const { maru, jimin, seojun, haru } = await startWithThree();
    await using _ = maru;
    const { roomId } = await jimin.groupRoom([seojun, haru]);
    const steps = [() => leave(jimin, roomId), () => leave(jimin, roomId, seojun)];
    if (first === 'removes') steps.reverse();
    const outcomes = await Promise.all(steps.map((step) => outcomeOf(step())));
    const [left, removed] = first === 'leaves' ? outcomes : outcomes.reverse();
    assert.equal(left, 'done');
    assert.ok(removed === 'done' || removed === 'not_a_participant', removed);
    const inside = (await maru.stores.rooms.findParticipants(roomId)).map(({ userId }) => userId);
    assert.deepEqual(inside, (removed === 'done' ? [haru.userId] : [seojun.userId, haru.userId]).sort());
    await assertSound(maru, roomId);
  }
});

test('leaving while being invited: out or in again, and the room says which', async () => {
  const { maru, jimin, seojun, haru } = await startWithThree();
  await using _ = maru;
  const { roomId } = await jimin.groupRoom([seojun, haru]);
  for (const _ of upTo(5)) {
    await Promise.all([leave(haru, roomId), invite(jimin, roomId, [haru.userId])]);
    const [left, joined] = [await notes(maru, roomId, 'left'), await notes(maru, roomId, 'joined')];
    const inside = (await maru.stores.rooms.findParticipant(roomId, haru.userId)) !== undefined;
    assert.equal(inside, left === joined);
    await assertSound(maru, roomId);
    await invite(jimin, roomId, [haru.userId]);
  }
});

test('the same person invited by two at once joins once', async () => {
  const { maru, jimin, seojun, haru } = await startWithThree();
  await using _ = maru;
  const { roomId } = await jimin.groupRoom([seojun]);
  await Promise.all([jimin, seojun].map((person) => invite(person, roomId, [haru.userId])));
  assert.equal(await notes(maru, roomId, 'joined'), 1);
  await assertSound(maru, roomId);
});

test('two who open their direct room while both put it away: it is one room, and both find it', async () => {
  const { maru, jimin, seojun } = await startWithThree();
  await using _ = maru;
  const { roomId } = await jimin.directRoom(seojun);
  await Promise.all([
    leave(jimin, roomId),
    jimin.directRoom(seojun),
    leave(seojun, roomId),
    seojun.directRoom(jimin),
  ]);
  for (const [one, other] of [[jimin, seojun] as const, [seojun, jimin] as const])
    assert.equal((await one.directRoom(other)).roomId, roomId);
  assert.equal((await read(jimin, roomId)).participantCount, 2);
});

test('the owner hands over while leaving: the room is the new owner’s or the longest-standing one’s', async () => {
  const { maru, jimin, seojun, haru } = await startWithThree();
  await using _ = maru;
  const { roomId } = await jimin.groupRoom([seojun, haru]);
  const body = { owner: seojun.userId };
  await Promise.all([
    leave(jimin, roomId),
    outcomeOf(jimin.call('changeRoom', { params: { roomId }, body })),
  ]);
  await assertSound(maru, roomId);
});

test('a room takes a thousand people and not one more, however they are invited', async () => {
  const { maru, jimin, seojun, haru } = await startWithThree();
  await using _ = maru;
  const others = upTo(limits.roomParticipants).map((n) => `many.${n}` as UserId);
  await maru.stores.profiles.put(
    others.map((userId) => ({ userId, nickname: userId, statusMessage: '', avatar: '' })),
  );
  const body = { kind: 'group' as const, userIds: [seojun.userId, ...others.slice(0, 997)] };
  const { roomId } = await jimin.call('createRoom', { body });
  const [last, beyond] = [others[997] as UserId, others[998] as UserId];
  const refusal = await refusalOf(invite(jimin, roomId, [last, beyond]));
  assert.deepEqual([refusal.code, refusal.status], ['too_many_participants', 409]);
  const both = [invite(jimin, roomId, [last]), invite(seojun, roomId, [haru.userId])].map(outcomeOf);
  assert.deepEqual((await Promise.all(both)).sort(), ['done', 'too_many_participants']);
  assert.equal((await read(jimin, roomId)).participantCount, limits.roomParticipants);
  assert.equal(await outcomeOf(invite(jimin, roomId, [others[0] as UserId])), 'done');
});
