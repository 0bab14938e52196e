import type { ChatPage, Room, RoomId } from '../../../backend/contract/index.ts';
import { HttpClient } from '../load/http-client.ts';
import { timeOnSchedule } from '../load/on-schedule.ts';
import type { Bench } from '../measurement.ts';
import { startEngines } from '../server/bench-engines.ts';
import { BenchServer } from '../server/bench-server.ts';
import { type Person, seedPeople } from '../server/people.ts';
import { seedChatList } from '../server/seeded-chat-list.ts';

const scenario = 'rooms';
const [roomCount, peopleCount] = [500, 100];
/** Pages per second. */
const rate = 25;
const target = { most: 20 };

/** The chat list of somebody who is in very many rooms, and a look into any of them, over the wire. */
export async function rooms(bench: Bench): Promise<void> {
  await using engines = await startEngines(bench.engines);
  const people = await seedPeople(engines, peopleCount);
  const roomIds = await seedChatList(engines, people, roomCount);
  const { profileDirectory } = bench;
  await using server = await BenchServer.start({ engines, profileDirectory });
  using http = new HttpClient(server.frontPort, 8);
  const [asker] = people as [Person];
  await checkList(bench, http, asker, new Set(roomIds));
  const pages: Record<string, () => Promise<void>> = {
    'chat list, page of 50': () => readList(bench, http, asker, 50),
    'chat list, page of 200': () => readList(bench, http, asker, 200),
    'messages, page of 50': () => readMessages(bench, http, asker, pick(roomIds)),
  };
  for (const [name, read] of Object.entries(pages)) {
    await timeOnSchedule(rate, bench.quick ? 1 : 4, read);
    const times = await timeOnSchedule(rate, bench.quick ? 4 : 20, read);
    const note = `${roomCount} rooms, ${rate} pages a second`;
    bench.measured({ scenario, name: `${name} p50, ms`, value: times.percentile(0.5), note });
    bench.measured({ scenario, name: `${name} p99, ms`, value: times.percentile(0.99), target, note });
  }
}

interface ListPage {
  rooms: Room[];
  next?: string;
}

/** Page by page, every room once, the latest activity first. */
async function checkList(bench: Bench, http: HttpClient, asker: Person, missing: Set<RoomId>): Promise<void> {
  for (let [place, latest] = ['', '9']; ; ) {
    const { rooms: page, next } = await http.call<ListPage>('GET', `/rooms?${place}`, asker.accessToken);
    for (const { roomId, lastMessage } of page) {
      const at = lastMessage?.createdAt ?? '';
      if (!missing.delete(roomId) || at > latest)
        bench.problem(`${scenario}: ${roomId} is at the wrong place in the list`);
      latest = at;
    }
    if (next === undefined) break;
    place = `before=${encodeURIComponent(next)}`;
  }
  if (missing.size > 0) bench.problem(`${scenario}: ${missing.size} rooms are not in the list`);
}

async function readList(bench: Bench, http: HttpClient, asker: Person, limit: number): Promise<void> {
  const page = await http.call<ListPage>('GET', `/rooms?limit=${limit}`, asker.accessToken);
  if (page.rooms.length !== limit) bench.problem(`${scenario}: a page of the list has ${page.rooms.length}`);
}

async function readMessages(bench: Bench, http: HttpClient, asker: Person, roomId: RoomId): Promise<void> {
  const page = await http.call<ChatPage>('GET', `/chat/${roomId}?limit=50`, asker.accessToken);
  const { chatMessage, lastSeq } = page.chatRecord;
  if (chatMessage.at(-1)?.seq !== lastSeq) bench.problem(`${scenario}: ${roomId} is not read to its end`);
}

const pick = <T>(values: readonly T[]): T => values[Math.floor(Math.random() * values.length)] as T;
