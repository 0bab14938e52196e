import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomId, UserId } from '../../backend/contract/index.ts';
import type { ChatStores } from '../../backend/ports/index.ts';

import { conversation, message, newUserId, participant, room } from './samples.ts';

type Stores = Pick<ChatStores, 'rooms' | 'messages'>;

const at = 1_795_000_000_000;

/** Rooms of RoomStore that are put away, and those that are removed. */
export function hidingTests(port: () => Stores): void {
  const open = async () => {
    const one = room({ kind: 'direct' });
    const [maru, haru] = [newUserId(), newUserId()];
    const { roomId } = one;
    await port().rooms.addRoom(one, [participant(roomId, maru), participant(roomId, haru)]);
    return { roomId, maru, haru };
  };
  const mark = (roomId: RoomId, userId: UserId, seq: number, requestId = 'request') => ({
    roomId,
    userId,
    seq,
    requestId,
  });
  const isListed = async (userId: UserId) =>
    (await port().rooms.listRooms(userId, undefined, 10)).length === 1;

  test('a hidden room is out of the list of who hid it until a message comes', async () => {
    const { roomId, maru, haru } = await open();
    await port().messages.insert(conversation(roomId, 3));
    await port().rooms.hideRoom(mark(roomId, maru, 3), 2);
    assert.deepEqual([await isListed(maru), await isListed(haru)], [false, true]);
    const own = await port().rooms.findParticipant(roomId, maru);
    const place = { joinedSeq: 3, joinedTextCount: 2, readSeq: 3, readTextCount: 2 };
    assert.deepEqual(own, { ...participant(roomId, maru), ...place });
    const marks = [mark(roomId, maru, 3)];
    assert.deepEqual(await port().rooms.findHidden([roomId, roomId, room().roomId]), marks);
    await port().messages.insert([message({ roomId, seq: 4 })]);
    assert.equal(await isListed(maru), true);
    assert.deepEqual(await port().rooms.findHidden([roomId]), marks);
  });

  test('an empty room can be hidden, and shown again', async () => {
    const { roomId, maru, haru } = await open();
    for (const userId of [maru, haru]) await port().rooms.hideRoom(mark(roomId, userId, 0), 0);
    assert.deepEqual([await isListed(maru), await isListed(haru)], [false, false]);
    await port().rooms.showRoom(roomId, [maru, newUserId()]);
    assert.deepEqual([await isListed(maru), await isListed(haru)], [true, false]);
    assert.deepEqual(await port().rooms.findHidden([roomId]), [mark(roomId, haru, 0)]);
  });

  test('hiding moves no place back, and strangers hide nothing', async () => {
    const { roomId, maru } = await open();
    await port().rooms.hideRoom(mark(roomId, maru, 5), 5);
    await port().rooms.hideRoom(mark(roomId, maru, 4, 'earlier'), 4);
    await port().rooms.hideRoom(mark(roomId, newUserId(), 9), 9);
    assert.deepEqual(await port().rooms.findHidden([roomId]), [mark(roomId, maru, 5)]);
    assert.equal((await port().rooms.findParticipant(roomId, maru))?.joinedSeq, 5);
    await port().rooms.hideRoom(mark(roomId, maru, 5, 'later'), 5);
    assert.deepEqual(await port().rooms.findHidden([roomId]), [mark(roomId, maru, 5, 'later')]);
    assert.deepEqual(await port().rooms.findHidden([]), []);
  });
}

export function removalTests(port: () => Stores): void {
  const open = async () => {
    const userIds = [newUserId(), newUserId(), newUserId()].sort();
    const [owner = newUserId(), gone = newUserId()] = userIds;
    const one = room({ owner });
    const { roomId } = one;
    await port().rooms.addRoom(
      one,
      userIds.map((userId) => participant(roomId, userId)),
    );
    await port().rooms.removeParticipant(roomId, gone);
    return { room: one, roomId, owner, gone, inside: userIds.filter((userId) => userId !== gone) };
  };
  const openIds = async (): Promise<RoomId[]> =>
    (await port().rooms.listRemovals(1_000)).map(({ roomId }) => roomId);

  test('a removed room is gone for everybody at once, and repeating it gives the first removal', async () => {
    const { roomId, owner, inside } = await open();
    const removal = { roomId, at, owner, userIds: inside };
    assert.deepEqual(await port().rooms.removeRoom(roomId, at), removal);
    assert.deepEqual(await port().rooms.removeRoom(roomId, at + 5), removal);
    assert.deepEqual(await port().rooms.findRemoval(roomId), removal);
    assert.ok((await openIds()).includes(roomId));
    assert.equal(await port().rooms.findRoom(roomId), undefined);
    assert.deepEqual(await port().rooms.findParticipants(roomId), []);
    for (const userId of inside) {
      assert.equal(await port().rooms.findParticipant(roomId, userId), undefined);
      assert.equal(await port().rooms.changeParticipant(roomId, userId, { muted: true }), undefined);
      assert.deepEqual(await port().rooms.listRooms(userId, undefined, 10), []);
    }
    const memberships = inside.map((userId) => ({ roomId, userId }));
    assert.deepEqual(await port().rooms.findMemberships(memberships), { rooms: new Set(), members: [] });
  });

  test('nothing that comes late brings a removed room back', async () => {
    const { room: one, roomId, owner } = await open();
    await port().rooms.removeRoom(roomId, at);
    for (const ended of [false, true]) {
      if (ended) await port().rooms.endRemoval(roomId);
      assert.equal(await port().rooms.addRoom(one, [participant(roomId, owner)]), 'exists');
      await port().rooms.addParticipants(roomId, [participant(roomId, newUserId())]);
      await port().rooms.changeRoom(roomId, { title: '다시' });
      assert.equal(await port().rooms.findRoom(roomId), undefined);
      assert.deepEqual(await port().rooms.findParticipants(roomId), []);
    }
  });

  test('participants go in slices, also those who had left; of a room that stands, none', async () => {
    const { roomId, gone } = await open();
    assert.equal(await port().rooms.clearParticipants(roomId, 10), 0);
    await port().rooms.removeRoom(roomId, at);
    assert.deepEqual(await port().rooms.roomsEverOf(gone, undefined, 10), [{ roomId, left: true }]);
    assert.equal(await port().rooms.clearParticipants(roomId, 2), 2);
    assert.equal(await port().rooms.clearParticipants(roomId, 2), 1);
    assert.equal(await port().rooms.clearParticipants(roomId, 2), 0);
    assert.deepEqual(await port().rooms.roomsEverOf(gone, undefined, 10), []);
  });

  test('when a removal ends, nobody is named any more', async () => {
    const { roomId } = await open();
    await port().rooms.removeRoom(roomId, at);
    await port().rooms.endRemoval(roomId);
    await port().rooms.endRemoval(roomId);
    assert.equal(await port().rooms.findRemoval(roomId), undefined);
    assert.equal(await port().rooms.removeRoom(roomId, at), undefined);
    assert.ok(!(await openIds()).includes(roomId));
    assert.equal(await port().rooms.removeRoom(room().roomId, at), undefined);
  });

  test('a user is taken out of every removal', async () => {
    const one = await open();
    const { owner, roomId } = one;
    const other = await open();
    for (const each of [one, other]) await port().rooms.removeRoom(each.roomId, at);
    await port().rooms.forgetRemovalsOf(owner);
    const rest = one.inside.filter((userId) => userId !== owner);
    assert.deepEqual(await port().rooms.findRemoval(roomId), { roomId, at, owner: '', userIds: rest });
    assert.deepEqual((await port().rooms.findRemoval(other.roomId))?.userIds, other.inside);
  });

  test('removals come oldest first', async () => {
    const [late, early] = [await open(), await open()];
    await port().rooms.removeRoom(late.roomId, 2_000);
    await port().rooms.removeRoom(early.roomId, 1_000);
    assert.deepEqual((await openIds()).slice(0, 2), [early.roomId, late.roomId]);
    assert.equal((await port().rooms.listRemovals(1)).length, 1);
  });
}
