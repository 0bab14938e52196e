import type { ChatPage } from '../../../backend/contract/index.ts';
import { HttpClient } from '../load/http-client.ts';
import { timeOnSchedule } from '../load/on-schedule.ts';
import type { Bench } from '../measurement.ts';
import { startEngines } from '../server/bench-engines.ts';
import { BenchServer } from '../server/bench-server.ts';
import { type Person, seedPeople } from '../server/people.ts';
import { seedRoom } from '../server/seeded-room.ts';

const scenario = 'history';
const pageSize = 50;
/** Pages per second. */
const rate = 100;

/** A page of 50 anywhere in a very long room, over the wire. */
export async function history(bench: Bench): Promise<void> {
  const messages = bench.quick ? 100_000 : 1_000_000;
  await using engines = await startEngines(bench.engines);
  const [reader] = (await seedPeople(engines, 1)) as [Person];
  const roomId = await seedRoom(engines, reader.userId, messages);
  bench.progress(`history: ${messages} messages are in the store`);
  await using server = await BenchServer.start({ engines });
  using http = new HttpClient(server.frontPort, 8);
  const anywhere = () => pageSize + 1 + Math.floor(Math.random() * (messages - pageSize));
  const read = () => readPage(bench, http, reader, roomId, anywhere());
  await timeOnSchedule(rate, bench.quick ? 1 : 3, read);
  const times = await timeOnSchedule(rate, bench.quick ? 3 : 20, read);
  const note = `any depth of ${messages.toLocaleString('en')} messages, ${rate} pages a second`;
  const p99 = {
    scenario,
    name: 'page of 50 p99, ms',
    value: times.percentile(0.99),
    target: { most: 5 },
    note,
  };
  bench.measured({ scenario, name: 'page of 50 p50, ms', value: times.percentile(0.5), note });
  bench.measured(p99);
}

async function readPage(bench: Bench, http: HttpClient, reader: Person, roomId: string, before: number) {
  const path = `/chat/${roomId}?before=${before}&limit=${pageSize}`;
  const { chatRecord } = await http.call<ChatPage>('GET', path, reader.accessToken);
  const right = chatRecord.chatMessage.every(({ seq }, index) => seq === before - pageSize + index);
  if (!right || chatRecord.chatMessage.length !== pageSize)
    bench.problem(`history: the page before ${before} is not the ${pageSize} messages before it`);
}
