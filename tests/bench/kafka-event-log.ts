/**
 * What the Kafka adapter does on this machine, with real brokers on loopback that it starts and stops itself.
 *
 *   node tests/bench/kafka-event-log.ts [brokers, default 3] [seconds of each latency run, default 10]
 *
 * prints records appended per second, and milliseconds from `append` to the handler at 100 records per second.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { openKafkaEventLog } from '../../backend/adapters/kafka/index.ts';
import type { EventLog } from '../../backend/ports/index.ts';
import { KafkaCluster } from '../engines/kafka/kafka-cluster.ts';

const [brokers = 3, seconds = 10] = process.argv.slice(2).map(Number);
const topic = 'bench';
const value = JSON.stringify({ message: '안녕하세요 반갑습니다 '.repeat(4), padding: 'x'.repeat(80) });
const headers = { type: 'chatMessage.send', correlationId: 'front-1-123456', deadline: '1765000000000' };
const room = (number: number): string => `room-${number}-abcdefghij`;

function quantiles(times: number[]): string {
  times.sort((a, b) => a - b);
  const at = (part: number): string => (times[Math.floor(times.length * part)] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(0.99999)} ms`;
}

/** `together` appends of `records` each, again and again until `total` records are acknowledged. */
async function throughput(log: EventLog, total: number, together: number, records: number): Promise<void> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < total) {
      const from = next;
      next += records;
      await log.append(
        Array.from({ length: records }, (_, at) => ({ topic, key: room((from + at) % 100), value, headers })),
      );
    }
  };
  await Promise.all(Array.from({ length: together }, caller));
  const rate = Math.round((total / (performance.now() - start)) * 1_000).toLocaleString('en');
  const { user, system } = process.cpuUsage(cpu);
  const name = `${together} callers, ${records} records per append`;
  console.log(`${name.padEnd(44)} ${rate}/s, ${((user + system) / total).toFixed(0)} µs CPU each`);
}

async function latency(log: EventLog, group: string | undefined): Promise<void> {
  const sent = new Map<string, number>();
  const [arrivals, acknowledgements]: [number[], number[]] = [[], []];
  await using reader = await log.read({
    topics: [topic],
    from: 'latest',
    ...(group ? { group } : {}),
    async onBatch({ records }) {
      for (const { headers } of records) arrivals.push(performance.now() - (sent.get(headers.at ?? '') ?? 0));
    },
  });
  await reader.ready();
  // Ready means that nothing will be missed; the first fetch that includes the partitions may come 100 ms later.
  await wait(500);
  const appends: Promise<unknown>[] = [];
  const begin = performance.now();
  for (let at = 0; at < seconds * 100; at++) {
    await wait(Math.max(0, begin + at * 10 - performance.now()));
    const now = performance.now();
    sent.set(String(at), now);
    const append = log.append([{ topic, key: room(at % 100), value, headers: { at: String(at) } }]);
    appends.push(append.then(() => acknowledgements.push(performance.now() - now)));
  }
  await Promise.all(appends);
  while (arrivals.length < sent.size) await wait(10);
  const name = group ? 'in a group' : 'without a group';
  console.log(`append → acknowledged, 100/s, ${name}:`.padEnd(44), quantiles(acknowledgements));
  console.log(`append → handler, 100/s, ${name}:`.padEnd(44), quantiles(arrivals));
}

await using cluster = await KafkaCluster.start({ size: brokers });
await using log = await openKafkaEventLog({ brokers: cluster.brokers, replication: Math.min(3, brokers) });
await log.createTopics([{ name: topic, partitions: 12, retention: 3_600_000 }]);
await throughput(log, 2_000, 10, 1);
await latency(log, 'bench');
await latency(log, undefined);
for (const [total, together, records] of [
  [1_000, 1, 1],
  [20_000, 100, 1],
  [100_000, 1_000, 1],
  [200_000, 10, 1_000],
] as const)
  await throughput(log, total, together, records);
