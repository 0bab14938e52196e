import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomId, UserId } from '../../backend/contract/index.ts';
import type { ParticipantRecord, RoomStore } from '../../backend/ports/index.ts';
import { newUserId, participant, room } from './samples.ts';

/** People of RoomStore who come, go and come back; what a room is called; who is forgotten. */
export function participantTests(rooms: () => RoomStore): void {
  const joinedAt = (roomId: RoomId, userId: UserId, seq: number): ParticipantRecord => ({
    ...participant(roomId, userId),
    joinedSeq: seq,
    joinedTextCount: seq,
    readSeq: seq,
    readTextCount: seq,
  });
  const open = async (count: number) => {
    const one = room();
    const userIds = Array.from({ length: count }, newUserId).sort();
    await rooms().addRoom(
      one,
      userIds.map((userId) => participant(one.roomId, userId)),
    );
    return { room: one, roomId: one.roomId, userIds };
  };
  const countOf = async (userId: UserId) =>
    (await rooms().listRooms(userId, undefined, 10))[0]?.participantCount;

  test('people come into a room as given; who is there stays as they are', async () => {
    const { roomId, userIds } = await open(1);
    const [maru = newUserId()] = userIds;
    const coming = [joinedAt(roomId, newUserId(), 7), joinedAt(roomId, maru, 7)];
    await rooms().addParticipants(roomId, coming);
    await rooms().addParticipants(roomId, coming);
    assert.deepEqual(await rooms().findParticipant(roomId, coming[0]?.userId ?? maru), coming[0]);
    assert.deepEqual(await rooms().findParticipant(roomId, maru), participant(roomId, maru));
    assert.equal(await countOf(maru), 2);
    await rooms().addParticipants(roomId, []);
  });

  test('nobody comes into a room that is not there', async () => {
    const { roomId } = room();
    const userId = newUserId();
    await rooms().addParticipants(roomId, [participant(roomId, userId)]);
    assert.deepEqual(await rooms().findParticipants(roomId), []);
    assert.deepEqual(await rooms().roomsEverOf(userId, undefined, 10), []);
  });

  test('who left is found nowhere, is not counted, and is known as left', async () => {
    const { roomId, userIds } = await open(3);
    const [maru, haru] = userIds as [UserId, UserId];
    await rooms().advanceReadPositions([{ roomId, userId: haru, seq: 4, textCount: 3 }]);
    const before = await rooms().findParticipant(roomId, haru);
    await rooms().removeParticipant(roomId, haru);
    await rooms().removeParticipant(roomId, haru);
    await rooms().removeParticipant(roomId, newUserId());
    assert.equal(await rooms().findParticipant(roomId, haru), undefined);
    assert.equal((await rooms().findParticipants(roomId)).length, 2);
    const { members } = await rooms().findMemberships([{ roomId, userId: haru }]);
    assert.deepEqual(members, []);
    assert.deepEqual(await rooms().listRooms(haru, undefined, 10), []);
    assert.equal(await rooms().changeParticipant(roomId, haru, { muted: true }), undefined);
    const [entry] = await rooms().listRooms(maru, undefined, 10);
    assert.equal(entry?.participantCount, 2);
    assert.deepEqual(
      entry?.firstParticipants.map(({ userId }) => userId),
      userIds.filter((userId) => userId !== haru),
    );
    assert.deepEqual(await rooms().findLeft(roomId, [haru, maru, newUserId()]), [before]);
    assert.deepEqual(await rooms().roomsEverOf(haru, undefined, 10), [{ roomId, left: true }]);
    assert.deepEqual(await rooms().roomsEverOf(maru, undefined, 10), [{ roomId, left: false }]);
  });

  test('reading on moves nothing for who has left', async () => {
    const { roomId, userIds } = await open(1);
    const [maru = newUserId()] = userIds;
    await rooms().removeParticipant(roomId, maru);
    await rooms().advanceReadPositions([{ roomId, userId: maru, seq: 9, textCount: 9 }]);
    assert.deepEqual(await rooms().findLeft(roomId, [maru]), [participant(roomId, maru)]);
  });

  test('who left comes back as given, and is not known as left any more', async () => {
    const { roomId, userIds } = await open(2);
    const [maru = newUserId()] = userIds;
    await rooms().changeParticipant(roomId, maru, { muted: true });
    await rooms().removeParticipant(roomId, maru);
    const back = joinedAt(roomId, maru, 12);
    await rooms().addParticipants(roomId, [back]);
    assert.deepEqual(await rooms().findParticipant(roomId, maru), back);
    assert.deepEqual(await rooms().findLeft(roomId, [maru]), []);
    assert.equal(await countOf(maru), 2);
  });

  test('adding the room once more, late, brings nobody back who has left', async () => {
    const { room: one, roomId, userIds } = await open(2);
    const [maru = newUserId(), haru = newUserId()] = userIds;
    await rooms().removeParticipant(roomId, haru);
    const all = userIds.map((userId) => participant(roomId, userId));
    assert.equal(await rooms().addRoom(one, all), 'exists');
    assert.equal(await rooms().findParticipant(roomId, haru), undefined);
    assert.equal(await countOf(maru), 1);
  });

  test('however many come and go at once, the count is true', async () => {
    const { roomId, userIds } = await open(12);
    const [maru = newUserId(), ...others] = userIds;
    const coming = Array.from({ length: 12 }, newUserId);
    await Promise.all([
      ...others.map((userId) => rooms().removeParticipant(roomId, userId)),
      ...coming.map((userId) => rooms().addParticipants(roomId, [participant(roomId, userId)])),
    ]);
    assert.equal(await countOf(maru), 13);
    assert.equal((await rooms().findParticipants(roomId)).length, 13);
  });

  test('a room is changed in what is given, and each change is counted', async () => {
    const { room: one, roomId, userIds } = await open(1);
    const [maru = newUserId()] = userIds;
    const notice = { text: '내일 점심', userId: maru, nickname: '마루', at: '2026-11-23T04:05:06.789Z' };
    await rooms().changeRoom(roomId, { title: '새 이름', notice });
    assert.deepEqual(await rooms().findRoom(roomId), { ...one, title: '새 이름', notice, changes: 1 });
    await rooms().changeRoom(roomId, { owner: maru });
    await rooms().changeRoom(roomId, { notice: null, title: '' });
    assert.deepEqual(await rooms().findRoom(roomId), { ...one, title: '', owner: maru, changes: 3 });
    await rooms().changeRoom(room().roomId, { title: '없는 방' });
  });

  test('a forgotten person leaves no trace, whether they were in or had left', async () => {
    const { roomId, userIds } = await open(3);
    const [maru = newUserId(), haru = newUserId(), bora = newUserId()] = userIds;
    await rooms().removeParticipant(roomId, haru);
    await rooms().hideRoom({ roomId, userId: bora, seq: 0, requestId: 'request' }, 0);
    for (const userId of [haru, bora, haru]) await rooms().forgetParticipant(roomId, userId);
    assert.deepEqual(await rooms().findHidden([roomId]), []);
    for (const userId of [haru, bora]) {
      assert.deepEqual(await rooms().roomsEverOf(userId, undefined, 10), []);
      assert.deepEqual(await rooms().findLeft(roomId, [userId]), []);
      assert.equal(await rooms().findParticipant(roomId, userId), undefined);
    }
    assert.equal(await countOf(maru), 1);
  });

  test('rooms somebody was ever in come page by page, by id', async () => {
    const userId = newUserId();
    const added = await Promise.all(Array.from({ length: 5 }, () => open(1)));
    for (const { roomId } of added) await rooms().addParticipants(roomId, [participant(roomId, userId)]);
    const ids = added.map(({ roomId }) => roomId).sort();
    await rooms().removeParticipant(ids[1] as RoomId, userId);
    const first = await rooms().roomsEverOf(userId, undefined, 3);
    const rest = await rooms().roomsEverOf(userId, first.at(-1)?.roomId, 3);
    assert.deepEqual(
      [...first, ...rest],
      ids.map((roomId, at) => ({ roomId, left: at === 1 })),
    );
  });
}
