import type { SearchHit } from '../../../backend/contract/index.ts';
import { HttpClient } from '../load/http-client.ts';
import { timeOnSchedule } from '../load/on-schedule.ts';
import type { Bench } from '../measurement.ts';
import { startEngines } from '../server/bench-engines.ts';
import { BenchServer } from '../server/bench-server.ts';
import { type Person, seedPeople } from '../server/people.ts';
import { seedRooms } from '../server/seeded-rooms.ts';
import { createVocabulary } from '../server/vocabulary.ts';
import { targets } from '../targets.ts';

const scenario = 'search';
const pageSize = 20;
/** Searches per second: those of many people. */
const rate = 20;
const rooms = { ownRooms: 20, foreignRooms: 180 };

/** A page of what is found among very many messages of many rooms, over the wire. */
export async function search(bench: Bench): Promise<void> {
  const messages = bench.quick ? 100_000 : 1_000_000;
  const vocabulary = createVocabulary();
  await using engines = await startEngines(bench.engines);
  const [asker] = (await seedPeople(engines, 1)) as [Person];
  const seeds = { messages, userId: asker.userId, ...rooms, vocabulary };
  const { indexedPerSecond, bytesPerMessage } = await seedRooms(engines, seeds);
  bench.progress(`search: ${messages} messages are in the store and in the search`);
  bench.measured({
    scenario,
    name: 'indexed, messages/s',
    value: indexedPerSecond,
    target: { least: 10_000 },
  });
  if (bytesPerMessage !== undefined)
    bench.measured({ scenario, name: 'search on disk, bytes per message', value: bytesPerMessage });

  await using server = await BenchServer.start({ engines });
  using http = new HttpClient(server.frontPort, 8);
  const find = (query: string) => findPage(bench, http, asker, query);
  const kinds: [string, () => string][] = [
    ['two syllables', () => vocabulary.word(2).slice(0, 2)],
    ['one syllable', () => vocabulary.word(1).slice(0, 1)],
    ['two words', () => `${vocabulary.word(1)} ${vocabulary.word(1)}`],
  ];
  for (const [kind, query] of kinds) {
    await timeOnSchedule(rate, 1, () => find(query()));
    const times = await timeOnSchedule(rate, bench.quick ? 3 : 20, () => find(query()));
    const note = `${rooms.ownRooms} own rooms of ${rooms.ownRooms + rooms.foreignRooms}, ${messages.toLocaleString('en')} messages, ${rate} searches a second`;
    const target = { most: targets[bench.engines].searchP99 ?? Number.POSITIVE_INFINITY };
    bench.measured({
      scenario,
      name: `${kind}, page of ${pageSize} p50, ms`,
      value: times.percentile(0.5),
      note,
    });
    bench.measured({
      scenario,
      name: `${kind}, page of ${pageSize} p99, ms`,
      value: times.percentile(0.99),
      target,
      note,
    });
  }
}

async function findPage(bench: Bench, http: HttpClient, asker: Person, query: string): Promise<void> {
  const path = `/search?query=${encodeURIComponent(query)}&limit=${pageSize}`;
  const { hits } = await http.call<{ hits: SearchHit[] }>('GET', path, asker.accessToken);
  const isOwn = ({ roomId }: SearchHit) => Number(roomId.slice('bench-'.length)) < rooms.ownRooms;
  if (!hits.every((hit) => hit.message.includes(query) && isOwn(hit)))
    bench.problem(`search: ${query} found what it should not`);
}
