import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RoomId, UserId } from '../../backend/contract/index.ts';
import type { MessageStore, ParticipantRecord, RoomStore } from '../../backend/ports/index.ts';
import { participantTests } from './room-store-participants.ts';
import { placeTests } from './room-store-places.ts';
import { hidingTests, removalTests } from './room-store-removals.ts';
import { message, newRoomId, newUserId, oddTexts, participant, room } from './samples.ts';
import { type Open, subject } from './subject.ts';

/** The rooms and, because chat lists show the last message, the messages of the same engine. */
export interface ChatStores {
  rooms: RoomStore;
  messages: MessageStore;
}

/** The contract of RoomStore. */
export function roomStoreSuite(name: string, open: Open<ChatStores>): void {
  describe(`RoomStore: ${name}`, () => {
    const { port, reopen } = subject(open);
    roomTests(() => port().rooms, reopen);
    positionTests(() => port().rooms);
    participantTests(() => port().rooms);
    hidingTests(port);
    placeTests(() => port().rooms);
    removalTests(port);
    listTests(port);
  });
}

function roomTests(rooms: () => RoomStore, reopen: () => Promise<unknown>): void {
  test('a room is added once, with its participants; adding again leaves all as it is', async () => {
    const one = room();
    const [maru, haru] = [participant(one.roomId, newUserId()), participant(one.roomId, newUserId())];
    assert.equal(await rooms().addRoom(one, [maru, haru]), 'added');
    const stranger = participant(one.roomId, newUserId());
    assert.equal(await rooms().addRoom({ ...one, title: '다른 제목' }, [maru, stranger]), 'exists');
    assert.deepEqual(await rooms().findRoom(one.roomId), one);
    assert.deepEqual(await rooms().findParticipants(one.roomId), byUser([maru, haru]));
    assert.equal(await rooms().findParticipant(one.roomId, stranger.userId), undefined);
  });

  test('of many that add one room at once, one does', async () => {
    const one = room();
    const own = participant(one.roomId, newUserId());
    const results = await Promise.all(Array.from({ length: 20 }, () => rooms().addRoom(one, [own])));
    assert.equal(results.filter((result) => result === 'added').length, 1);
    assert.deepEqual(await rooms().findParticipants(one.roomId), [own]);
  });

  test('gives a participant with all of their settings, and nothing for strangers', async () => {
    const one = room({ kind: 'direct', title: '' });
    const own = {
      ...participant(one.roomId, newUserId()),
      joinedSeq: 7,
      readSeq: 9,
      muted: true,
      favourite: true,
    };
    await rooms().addRoom(one, [own]);
    assert.deepEqual(await rooms().findParticipant(one.roomId, own.userId), own);
    assert.equal(await rooms().findParticipant(one.roomId, newUserId()), undefined);
    assert.equal(await rooms().findParticipant(newRoomId(), own.userId), undefined);
    assert.equal(await rooms().findRoom(newRoomId()), undefined);
    assert.deepEqual(await rooms().findParticipants(newRoomId()), []);
  });

  test('finds rooms and memberships of a batch in one look', async () => {
    const [one, other] = [room(), room()];
    const [maru, haru] = [newUserId(), newUserId()];
    await rooms().addRoom(one, [participant(one.roomId, maru), participant(one.roomId, haru)]);
    await rooms().addRoom(other, [participant(other.roomId, haru)]);
    const found = await rooms().findMemberships([
      { roomId: one.roomId, userId: maru },
      { roomId: other.roomId, userId: maru },
      { roomId: other.roomId, userId: haru },
      { roomId: newRoomId(), userId: maru },
    ]);
    assert.deepEqual(found.rooms, new Set([one.roomId, other.roomId]));
    assert.deepEqual(
      byUser(found.members),
      byUser([participant(one.roomId, maru), participant(other.roomId, haru)]),
    );
    assert.deepEqual(await rooms().findMemberships([]), { rooms: new Set(), members: [] });
  });

  test('a room of a thousand comes whole and in the order of the ids', async () => {
    const one = room();
    const all = Array.from({ length: 1_000 }, () => participant(one.roomId, newUserId()));
    await rooms().addRoom(one, all);
    assert.deepEqual(await rooms().findParticipants(one.roomId), byUser(all));
  });

  test('keeps odd titles and survives a restart', async () => {
    const odd = oddTexts.map((title) => room({ title }));
    await Promise.all(odd.map((each) => rooms().addRoom(each, [participant(each.roomId, each.owner)])));
    await reopen();
    for (const each of odd) {
      assert.deepEqual(await rooms().findRoom(each.roomId), each);
      assert.deepEqual(await rooms().findParticipants(each.roomId), [participant(each.roomId, each.owner)]);
    }
  });
}

function positionTests(rooms: () => RoomStore): void {
  test('read positions move forward only, each on its own', async () => {
    const one = room();
    const [maru, haru] = [newUserId(), newUserId()];
    await rooms().addRoom(one, [participant(one.roomId, maru), participant(one.roomId, haru)]);
    const { roomId } = one;
    await rooms().advanceReadPositions([
      { roomId, userId: maru, seq: 5, textCount: 5 },
      { roomId, userId: haru, seq: 2, textCount: 2 },
    ]);
    await rooms().advanceReadPositions([
      { roomId, userId: maru, seq: 3, textCount: 3 },
      { roomId, userId: haru, seq: 2, textCount: 2 },
    ]);
    assert.equal((await rooms().findParticipant(roomId, maru))?.readSeq, 5);
    assert.equal((await rooms().findParticipant(roomId, haru))?.readSeq, 2);
  });

  test('of many moves in one call and at once, the furthest counts; strangers change nothing', async () => {
    const one = room();
    const own = participant(one.roomId, newUserId());
    await rooms().addRoom(one, [own]);
    const move = (seq: number) => ({ roomId: one.roomId, userId: own.userId, seq, textCount: seq - 1 });
    await rooms().advanceReadPositions([move(4), move(9), move(6), { ...move(50), userId: newUserId() }]);
    await Promise.all([11, 30, 20, 7].map((seq) => rooms().advanceReadPositions([move(seq)])));
    assert.deepEqual(await rooms().findParticipants(one.roomId), [
      { ...own, readSeq: 30, readTextCount: 29 },
    ]);
    await rooms().advanceReadPositions([]);
  });

  test('changes the settings that are given and nothing else', async () => {
    const one = room();
    const own = { ...participant(one.roomId, newUserId()), readSeq: 3 };
    await rooms().addRoom(one, [own]);
    const change = (settings: { muted?: boolean; favourite?: boolean }) =>
      rooms().changeParticipant(one.roomId, own.userId, settings);
    assert.deepEqual(await change({ muted: true }), { ...own, muted: true });
    assert.deepEqual(await change({ favourite: true }), { ...own, muted: true, favourite: true });
    assert.deepEqual(await change({ muted: false }), { ...own, favourite: true });
    assert.deepEqual(await change({}), { ...own, favourite: true });
    assert.equal(await rooms().changeParticipant(one.roomId, newUserId(), { muted: true }), undefined);
  });
}

function listTests(port: () => ChatStores): void {
  const start = 1_795_000_000_000;
  const add = async (userId: UserId, createdAt: number, roomId = newRoomId()): Promise<RoomId> => {
    await port().rooms.addRoom(room({ roomId, createdAt }), [participant(roomId, userId)]);
    return roomId;
  };
  const say = async (roomId: RoomId, seq: number, at: number) => {
    const sent = message({ roomId, seq, createdAt: new Date(at).toISOString() });
    await port().messages.insert([sent]);
    return sent;
  };
  const listed = async (...query: Parameters<RoomStore['listRooms']>): Promise<RoomId[]> =>
    (await port().rooms.listRooms(...query)).map(({ room: { roomId } }) => roomId);

  test('lists the own rooms by their last activity: last message, or creation without one', async () => {
    const userId = newUserId();
    const quiet = await add(userId, start + 500);
    const busy = await add(userId, start);
    const old = await add(userId, start + 100);
    await add(newUserId(), start + 900);
    await say(busy, 1, start + 200);
    const last = await say(busy, 2, start + 1_000);
    await say(old, 1, start + 300);
    const entries = await port().rooms.listRooms(userId, undefined, 10);
    assert.deepEqual(
      entries.map((entry) => entry.room.roomId),
      [busy, quiet, old],
    );
    assert.deepEqual(entries[0]?.lastMessage, last);
    assert.equal(entries[1]?.lastMessage, undefined);
    assert.deepEqual(entries[1]?.own, participant(quiet, userId));
  });

  test('shows how many take part, and the first five of them', async () => {
    const one = room();
    const all = Array.from({ length: 8 }, () => participant(one.roomId, newUserId()));
    await port().rooms.addRoom(one, all);
    const reader = byUser(all)[7]?.userId ?? newUserId();
    const [entry] = await port().rooms.listRooms(reader, undefined, 10);
    assert.deepEqual(entry?.room, one);
    assert.equal(entry?.participantCount, 8);
    assert.deepEqual(entry?.firstParticipants, byUser(all).slice(0, 5));
  });

  test('goes on strictly before a place, also among rooms of one millisecond', async () => {
    const userId = newUserId();
    const ids = await Promise.all(
      Array.from({ length: 7 }, (_, at) => add(userId, start + Math.floor(at / 3))),
    );
    const seen: RoomId[] = [];
    let before: Parameters<RoomStore['listRooms']>[1];
    for (let page = 0; page < 8; page++) {
      const entries = await port().rooms.listRooms(userId, before, 2);
      seen.push(...entries.map((entry) => entry.room.roomId));
      const last = entries.at(-1)?.room;
      if (last) before = { activity: last.createdAt, roomId: last.roomId };
    }
    const later = (a: number, b: number): number => Math.floor(b / 3) - Math.floor(a / 3);
    const expected = [...ids.keys()].sort(
      (a, b) => later(a, b) || ((ids[a] ?? '') < (ids[b] ?? '') ? 1 : -1),
    );
    assert.deepEqual(
      seen,
      expected.map((at) => ids[at]),
    );
    assert.deepEqual(seen, await listed(userId, undefined, 50));
    assert.deepEqual(await listed(userId, { activity: start, roomId: '-' as RoomId }, 5), []);
    assert.equal((await listed(userId, { activity: start + 1, roomId: '-' as RoomId }, 5)).length, 3);
  });

  test('gives nothing to whom is in no room, and many rooms at once', async () => {
    assert.deepEqual(await listed(newUserId(), undefined, 10), []);
    const userId = newUserId();
    await Promise.all(Array.from({ length: 500 }, (_, at) => add(userId, start + at)));
    assert.equal((await listed(userId, undefined, 200)).length, 200);
  });
}

const byUser = (participants: readonly ParticipantRecord[]): ParticipantRecord[] =>
  [...participants].sort((a, b) => (a.userId < b.userId ? -1 : 1));
