// `npm run demo [-- --server http://localhost:8081 --messages 100000]`: fills a server that runs with people, friends, rooms and
// messages, through the same REST and STOMP that every client uses. It may be run again: people and groups are found again.
import { parseArgs } from 'node:util';
import { v7 } from 'uuid';
import type { ClientMessageId, RoomId } from '../backend/contract/index.ts';
import { Account } from './demo/account.ts';
import { everyone, groups, people } from './demo/people.ts';
import { Sender } from './demo/sender.ts';
import { chooser, sentence } from './demo/sentences.ts';

const { values } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://localhost:8081' },
    messages: { type: 'string', default: '100000' },
  },
});
const password = 'maru-demo-2026';
const choose = chooser(20_261_123);
/** Messages of one connection that are on their way at a time. */
const pipelined = 50;

const accounts = people.map(([userId, nickname]) => new Account(values.server, userId, nickname));
const at = (index: number): Account => accounts[index % accounts.length] as Account;

async function join(): Promise<void> {
  for (const account of accounts) await account.join(password);
  for (const [index, account] of accounts.entries()) {
    for (const step of [1, 2, 3, 5, 8, 11])
      await account.call('addFriend', { params: { userId: at(index + step).userId } });
    const params = { userId: at(index + 1).userId };
    await account.call('changeFriend', { params, body: { favourite: true } });
  }
}

async function openGroup(owner: Account, title: string, members: readonly Account[]): Promise<RoomId> {
  const body = { kind: 'group' as const, title, userIds: members.map(({ userId }) => userId) };
  return (
    await owner.call('createRoom', { body }, { 'idempotency-key': encodeURIComponent(`demo ${title}`) })
  ).roomId;
}

/** So many messages, from all of these people side by side. */
async function talk(roomId: RoomId, members: readonly Account[], count: number): Promise<void> {
  let left = count;
  await Promise.all(
    members.map(async (member) => {
      await using sender = await Sender.connect(member);
      const lane = async () => {
        while (left-- > 0) await sender.say(roomId, sentence(choose));
      };
      await Promise.all(Array.from({ length: pipelined }, lane));
    }),
  );
}

/** Answers, reactions and bookmarks to what was said last. */
async function answer(roomId: RoomId, members: readonly Account[]): Promise<void> {
  const [first = at(0)] = members;
  const { chatRecord } = await first.call('enterRoom', { params: { roomId }, query: { limit: 50 } });
  for (const [index, { seq, kind }] of chatRecord.chatMessage.entries()) {
    if (kind !== 'text' || index % 4 !== 0) continue;
    const who = members[index % members.length] ?? first;
    const emoji = choose(['👍', '❤️', '😂', '🎉']);
    await who.call('addReaction', { params: { roomId, seq, emoji } });
    const body = { clientMessageId: v7() as ClientMessageId, message: sentence(choose), replyTo: seq };
    if (index % 8 === 0) await who.call('sendMessage', { params: { roomId }, body });
    if (index % 12 === 0) await first.call('keepBookmark', { params: { roomId, seq }, body: {} });
  }
}

async function fill(): Promise<void> {
  console.log(`Signing up ${accounts.length} people at ${values.server} …`);
  await join();
  for (const index of accounts.keys()) {
    const members = [at(index), at(index + 1)] as const;
    const body = { kind: 'direct' as const, userIds: [members[1].userId] };
    const { roomId } = await members[0].call('createRoom', { body });
    await talk(roomId, members, 20);
    await answer(roomId, members);
  }
  for (const { title, first, count } of groups) {
    const [owner = at(0), ...others] = Array.from({ length: count }, (_, index) => at(first + index));
    const roomId = await openGroup(owner, title, others);
    await talk(roomId, [owner, ...others], 80);
    await answer(roomId, [owner, ...others]);
  }
  const [owner = at(0), ...others] = accounts;
  const roomId = await openGroup(owner, everyone, others);
  const count = Number(values.messages);
  console.log(`Writing ${count.toLocaleString('en')} messages into “${everyone}” …`);
  const began = performance.now();
  await talk(roomId, accounts, count);
  const seconds = (performance.now() - began) / 1_000;
  await answer(roomId, accounts);
  const { lastSeq } = await owner.call('room', { params: { roomId } });
  console.log(
    `It holds ${lastSeq.toLocaleString('en')} now; that took ${seconds.toFixed(0)} s (${(count / seconds).toFixed(0)} a second).`,
  );
  console.log(
    `Log in as ${owner.userId} (or ${others.map(({ userId }) => userId).join(', ')}), password ${password}.`,
  );
}

const hint = setTimeout(
  () =>
    console.log(
      'This server limits how fast people write; started with MARU_RATE_LIMITS=0 it takes less than a minute.',
    ),
  30_000,
).unref();
try {
  await fill();
} catch (error) {
  const { message, cause } = error as Error;
  console.error(`demo: ${message}${cause instanceof Error ? ` (${cause.message})` : ''}`);
  process.exitCode = 1;
}
clearTimeout(hint);
