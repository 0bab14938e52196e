import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { type Connection, Mongoose } from 'mongoose';
import {
  isMongoUrl,
  openMongoChatStores,
  openMongoFriendStores,
  openMongoUserStores,
} from '../../backend/adapters/mongo/index.ts';
import { account, message, newUserId, participant, room } from '../contract/samples.ts';
import { givenMongoUrl, startMongoServer } from './mongo/mongo-server.ts';

const server = givenMongoUrl === undefined ? await startMongoServer() : undefined;
const url = givenMongoUrl ?? server?.url ?? '';
const database = `maru_test_${randomUUID().slice(0, 8)}`;
const raw: Connection = await new Mongoose().createConnection(url, { dbName: database }).asPromise();
after(async () => {
  await raw.dropDatabase();
  await raw.close();
  await server?.stop();
});

describe('MongoDB: a room that a server left half-made', () => {
  /** As it is when the server died after it wrote the room and some of the participants. */
  async function leaveHalfMade(one: ReturnType<typeof room>, joining: ReturnType<typeof participant>[]) {
    await using stores = await openMongoChatStores({ url, database });
    await stores.rooms.addRoom(one, joining);
    const documents = await raw.collection('participants').find({ roomId: one.roomId }).toArray();
    await raw
      .collection<{ _id: string }>('rooms')
      .updateOne({ _id: one.roomId }, { $set: { joining: documents } });
    await raw.collection('participants').deleteOne({ roomId: one.roomId, userId: joining[0]?.userId });
  }

  test('is not visible, and becomes whole when it is made again', async () => {
    const one = room();
    const [maru, haru] = [newUserId(), newUserId()];
    const both = [participant(one.roomId, maru), participant(one.roomId, haru)];
    await leaveHalfMade(one, both);
    await using stores = await openMongoChatStores({ url, database });
    const { rooms } = stores;
    assert.equal(await rooms.findRoom(one.roomId), undefined);
    assert.deepEqual(await rooms.listRooms(haru, undefined, 5), []);
    const key = { roomId: one.roomId, userId: haru };
    assert.deepEqual(await rooms.findMemberships([key]), { rooms: new Set(), members: [] });

    // Whoever makes it again, and with whomever: the first call has decided who is in it.
    const stranger = participant(one.roomId, newUserId());
    assert.equal(await rooms.addRoom({ ...one, title: 'other' }, [stranger]), 'exists');
    assert.deepEqual(await rooms.findRoom(one.roomId), one);
    const found = await rooms.findParticipants(one.roomId);
    assert.deepEqual(new Set(found.map(({ userId }) => userId)), new Set([maru, haru]));
    assert.equal((await rooms.listRooms(haru, undefined, 5))[0]?.participantCount, 2);
  });

  test('brings nobody back who left after another server made it whole', async () => {
    const one = room();
    const [maru, haru] = [newUserId(), newUserId()];
    const both = [participant(one.roomId, maru), participant(one.roomId, haru)];
    await leaveHalfMade(one, both);
    await using stores = await openMongoChatStores({ url, database });
    const { rooms } = stores;
    await rooms.addRoom(one, both);
    await rooms.removeParticipant(one.roomId, haru);
    const joining = await raw
      .collection('participants')
      .find({ roomId: one.roomId, left: { $ne: true } })
      .toArray();
    const late = { ...joining[0], _id: `${one.roomId} ${haru}`, userId: haru };
    await raw
      .collection<{ _id: string }>('rooms')
      .updateOne({ _id: one.roomId }, { $set: { joining: [...joining, late] } });
    assert.equal(await rooms.addRoom(one, both), 'exists');
    assert.deepEqual(await rooms.findParticipants(one.roomId), [participant(one.roomId, maru)]);
    assert.equal((await rooms.listRooms(maru, undefined, 5))[0]?.participantCount, 1);
  });

  test('shows nobody whom a late writer brings into it after it was removed, and loses them again', async () => {
    const one = room();
    const [maru, haru] = [newUserId(), newUserId()];
    await using stores = await openMongoChatStores({ url, database });
    const { rooms } = stores;
    await rooms.addRoom(one, [participant(one.roomId, maru)]);
    await rooms.removeRoom(one.roomId, Date.now());
    while ((await rooms.clearParticipants(one.roomId, 10)) > 0);
    const { roomId } = one;
    await raw
      .collection<{ _id: string }>('participants')
      .insertOne({ _id: `${roomId} ${haru}`, ...participant(roomId, haru) });
    assert.equal(await rooms.findParticipant(roomId, haru), undefined);
    assert.deepEqual(await rooms.listRooms(haru, undefined, 5), []);
    assert.equal(await rooms.clearParticipants(roomId, 10), 1);
    assert.deepEqual(await rooms.roomsEverOf(haru, undefined, 5), []);
  });

  test('keeps what its participants have changed by then', async () => {
    const one = room();
    const [maru, haru] = [newUserId(), newUserId()];
    await leaveHalfMade(one, [participant(one.roomId, maru), participant(one.roomId, haru)]);
    await using stores = await openMongoChatStores({ url, database });
    await stores.rooms.advanceReadPositions([{ roomId: one.roomId, userId: haru, seq: 3, textCount: 3 }]);
    await stores.rooms.addRoom(one, [participant(one.roomId, maru)]);
    assert.equal((await stores.rooms.findParticipant(one.roomId, haru))?.readSeq, 3);
  });

  test('two servers that make one room at once, each with others, leave the members of one of them', async () => {
    await using one = await openMongoChatStores({ url, database });
    await using other = await openMongoChatStores({ url, database });
    for (let round = 0; round < 10; round++) {
      const made = room();
      const sides = [one, other].map(({ rooms }) => ({
        rooms,
        members: [participant(made.roomId, newUserId()), participant(made.roomId, newUserId())],
      }));
      const results = await Promise.all(sides.map(({ rooms, members }) => rooms.addRoom(made, members)));
      const winner = sides[results.indexOf('added')];
      const found = await one.rooms.findParticipants(made.roomId);
      const ids = (of: readonly { userId: string }[] = []) => of.map(({ userId }) => userId).sort();
      assert.deepEqual(ids(found), ids(winner?.members));
    }
  });
});

describe('MongoDB: what comes from outside', () => {
  test('operators in place of an id are refused, not obeyed', async () => {
    await using userStores = await openMongoUserStores({ url, database });
    const { users } = userStores;
    await using friends = await openMongoFriendStores({ url, database });
    await using chat = await openMongoChatStores({ url, database });
    await users.addAccount(account());
    await chat.messages.insert([message()]);
    const anybody = { $gt: '' } as never;
    await assert.rejects(users.findAccount(anybody));
    await assert.rejects(users.endSession(anybody, 1));
    await assert.rejects(users.changeProfile(anybody, { nickname: 'x' }));
    await assert.rejects(friends.friends.remove(anybody, anybody));
    await assert.rejects(chat.profiles.find([anybody]));
    await assert.rejects(chat.messages.page({ roomId: anybody, after: 0, take: 'first', limit: 5 }));
    assert.deepEqual(await chat.rooms.listRooms(anybody, undefined, 5), []);
  });

  test('a search for what no text has finds nothing', async () => {
    await using userStores = await openMongoUserStores({ url, database });
    const { users } = userStores;
    for (const query of ['\0', '\ud800', '\u2028', '[', '\\Q.\\E'])
      assert.deepEqual(await users.searchAccounts(query, 5), []);
  });

  test('the URL cannot take the journal away', async () => {
    const lax = `${url}${url.includes('?') ? '&' : '/?'}w=0&journal=false`;
    await using userStores = await openMongoUserStores({ url: lax, database });
    const { users } = userStores;
    const one = account();
    assert.equal(await users.addAccount(one), 'added');
    // Without acknowledgement nobody would know.
    assert.equal(await users.addAccount(one), 'exists');
  });

  test('a URL names this engine or not', () => {
    assert.ok(isMongoUrl('mongodb://a,b/?replicaSet=r'));
    assert.ok(isMongoUrl('mongodb+srv://a'));
    assert.ok(!isMongoUrl('embedded:./mongodb://'));
  });
});

test('MongoDB: the unique indexes stand before the first write', async () => {
  const name = `${database}_i`;
  await using _users = await openMongoUserStores({ url, database: name });
  await using _friends = await openMongoFriendStores({ url, database: name });
  await using _chat = await openMongoChatStores({ url, database: name });
  const other = raw.useDb(name);
  const unique = async (collection: string): Promise<string[]> =>
    (await other.collection(collection).indexes())
      .filter((index) => index.unique)
      .map(({ key }) => Object.keys(key).join());
  // A message that is sent again meets the _id of the first, whose index nobody has to make.
  assert.deepEqual(await unique('messages'), ['roomId,seq']);
  assert.deepEqual(await unique('participants'), ['roomId,userId']);
  assert.deepEqual(await unique('friends'), ['userId,friendUserId']);
  await other.dropDatabase();
});
