import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import {
  openMongoChatStores,
  openMongoFriendStores,
  openMongoUserStores,
} from '../../backend/adapters/mongo/index.ts';
import type { RoomId } from '../../backend/contract/index.ts';
import { EngineUnavailable, type MessageRecord, type MessageStore } from '../../backend/ports/index.ts';
import {
  account,
  conversation,
  message,
  newRoomId,
  newUserId,
  participant,
  room,
} from '../contract/samples.ts';
import { freePort } from './engine-process.ts';
import { startMongoServer } from './mongo/mongo-server.ts';

// Servers that are stopped and frozen are always the tests' own, also when MARU_TEST_MONGO_URL names another.
const server = await startMongoServer();
after(() => server.stop());

/** Impatient, so that the tests are not slow; a user's limits stand in the URL just so. */
const url = `${server.url}/?socketTimeoutMS=700&serverSelectionTimeoutMS=700&connectTimeoutMS=700`;
const newDatabase = (): string => `maru_test_${randomUUID().slice(0, 8)}`;

const isAway = (sentence: RegExp) => (error: unknown) => {
  assert.ok(error instanceof EngineUnavailable, String(error));
  assert.match(error.message, sentence);
  assert.doesNotMatch(error.message, /secret|\n/);
  return true;
};

async function frozen(work: () => Promise<void>): Promise<void> {
  server.pause();
  try {
    await work();
  } finally {
    server.resume();
  }
}

/** Sends messages as a chat server does: again and again, until each is stored. */
async function send(store: MessageStore, roomId: RoomId, sent: readonly MessageRecord[]): Promise<void> {
  for (let open = sent; open.length > 0; ) {
    try {
      const stored = new Set((await store.findSent(open)).map(({ clientMessageId }) => clientMessageId));
      open = open.filter(({ clientMessageId }) => !stored.has(clientMessageId));
      const last = (await store.ends([roomId])).get(roomId)?.seq ?? 0;
      await store.insert(open.map((each, at) => ({ ...each, seq: last + at + 1, textCount: last + at + 1 })));
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
    }
  }
}

const readAll = async (store: MessageStore, roomId: RoomId): Promise<MessageRecord[]> =>
  store.page({ roomId, after: 0, take: 'first', limit: 10_000 });

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

describe('MongoDB that is away', () => {
  test('every store says so in one sentence that names the host, and works again afterwards', async () => {
    const database = newDatabase();
    await using userStores = await openMongoUserStores({ url, database });
    const { users } = userStores;
    await using friends = await openMongoFriendStores({ url, database });
    await using chat = await openMongoChatStores({ url, database });
    const one = account();
    await users.addAccount(one);
    await frozen(async () => {
      const sentence = /^MongoDB at 127\.0\.0\.1:\d+ does not answer; check that it runs/;
      await assert.rejects(users.findAccount(one.userId), isAway(sentence));
      await assert.rejects(users.addAccount(account()), isAway(sentence));
      await assert.rejects(friends.friends.list(one.userId, undefined, 5), isAway(sentence));
      await assert.rejects(chat.messages.insert([message()]), isAway(sentence));
      await assert.rejects(chat.messages.insert(conversation(newRoomId(), 2)), isAway(sentence));
      await assert.rejects(chat.rooms.listRooms(newUserId(), undefined, 5), isAway(sentence));
      await assert.rejects(chat.profiles.put([{ ...one }]), isAway(sentence));
    });
    assert.deepEqual(await users.findAccount(one.userId), one);
    assert.deepEqual(await chat.messages.insert([message()]), { conflicts: new Set() });
  });

  test('is noticed within seconds at the limits that hold when the URL has none', async () => {
    await using userStores = await openMongoUserStores({ url: server.url, database: newDatabase() });
    const { users } = userStores;
    await frozen(async () => {
      const start = performance.now();
      await assert.rejects(users.findAccount(newUserId()), EngineUnavailable);
      assert.ok(performance.now() - start < 15_000);
    });
  });

  test('messages sent while it freezes and thaws are stored once each, without a gap', async () => {
    const roomId = newRoomId();
    const database = newDatabase();
    await using one = await openMongoChatStores({ url, database });
    await using other = await openMongoChatStores({ url, database });
    const batches = upTo(40).map(() => upTo(5).map(() => message({ roomId })));
    const writers = [one, other].map(async ({ messages }, writer) => {
      for (const [at, batch] of batches.entries()) if (at % 2 === writer) await send(messages, roomId, batch);
    });
    for (const pause of upTo(3)) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      server.pause();
      // Shorter than the time limit, longer, and long enough for several tries.
      await new Promise((resolve) => setTimeout(resolve, pause * 600));
      server.resume();
    }
    await Promise.all(writers);
    const stored = await readAll(one.messages, roomId);
    assert.deepEqual(
      stored.map(({ seq }) => seq),
      upTo(200),
    );
    const sent = batches.flat().map(({ clientMessageId }) => clientMessageId);
    assert.deepEqual(stored.map(({ clientMessageId }) => clientMessageId).sort(), sent.sort());
  });

  test('a room whose making was cut off becomes whole when it is made again', async () => {
    const database = newDatabase();
    await using stores = await openMongoChatStores({ url, database });
    const made = await Promise.all(
      upTo(12).map(async (at) => {
        const one = room();
        const participants = upTo(3).map(() => participant(one.roomId, newUserId()));
        if (at === 6) server.pause();
        const add = () => stores.rooms.addRoom(one, participants);
        await add().catch((error: unknown) => assert.ok(error instanceof EngineUnavailable));
        return { one, participants, add };
      }),
    ).finally(() => server.resume());
    for (const { one, participants, add } of made) {
      await add();
      assert.deepEqual(await stores.rooms.findRoom(one.roomId), one);
      assert.equal((await stores.rooms.findParticipants(one.roomId)).length, participants.length);
    }
  });
});

describe('MongoDB that cannot be opened', () => {
  const refused = async (address: string, sentence: RegExp): Promise<void> =>
    assert.rejects(openMongoUserStores({ url: address, database: newDatabase() }), isAway(sentence));

  test('nothing listens', async () => {
    const port = await freePort();
    await refused(
      `mongodb://maru:secret@127.0.0.1:${port}/?serverSelectionTimeoutMS=500`,
      new RegExp(`^MongoDB at 127\\.0\\.0\\.1:${port} does not answer`),
    );
  });

  test('the address has an option that does not exist', async () => {
    await refused(
      'mongodb://maru:secret@127.0.0.1/?nonsense=1',
      /^The address of MongoDB is not well-formed/,
    );
  });

  test('the name of the host is not known', async () => {
    await refused(
      'mongodb+srv://maru:secret@mongo.invalid/?serverSelectionTimeoutMS=500',
      /^MongoDB at mongo\.invalid does not answer/,
    );
  });
});
