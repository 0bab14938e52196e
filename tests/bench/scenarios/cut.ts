import { Histogram } from '../load/histogram.ts';
import { HttpClient } from '../load/http-client.ts';
import { onSchedule } from '../load/on-schedule.ts';
import { Witness } from '../load/witness.ts';
import type { Bench } from '../measurement.ts';
import { startEngines } from '../server/bench-engines.ts';
import { BenchServer } from '../server/bench-server.ts';
import { type Person, seedPeople } from '../server/people.ts';

const scenario = 'cut';
/** Removals or log-outs per second. */
const rate = 10;
const target = { most: 200 };
/** Seconds after which an end that has not come never will. */
const patience = 10;

/** How long somebody still hears at one front after another has answered that they are removed, or logged out. */
export async function cut(bench: Bench): Promise<void> {
  const { engines: kind, separate, profileDirectory } = bench;
  await using engines = await startEngines(kind);
  const people = await seedPeople(engines, bench.quick ? 41 : 301);
  await using server = await BenchServer.start({ engines, separate, profileDirectory, secondFront: true });
  using http = new HttpClient(server.frontPort, 8);
  const [owner, ...others] = people as [Person, ...Person[]];
  const roomId = await createRoom(http, owner, others);
  const witnesses: Witness[] = [];
  for (const person of others) witnesses.push(await Witness.open(server.secondFrontPort, person, roomId));

  const inRoom = `/rooms/${roomId}/participants`;
  const removals = await timeEnds(witnesses, {
    end: ({ person }) => remove(http, `${inRoom}/${person.userId}`, owner),
    ended: ({ removed }) => removed,
  });
  const logOuts = await timeEnds(witnesses, {
    end: ({ person }) => remove(http, '/sessions/current', person),
    ended: ({ closed }) => closed,
  });
  if (witnesses.some(({ heardTooMuch }) => heardTooMuch > 0))
    bench.problem(`${scenario}: a message came after its room was left`);
  const where = kind === 'real' ? 'a process of its own' : 'both fronts in one process';
  measure(bench, 'removed → subscription ended', removals, where);
  measure(bench, 'logged out → socket ended', logOuts, where);
}

async function createRoom(http: HttpClient, owner: Person, others: readonly Person[]): Promise<string> {
  const body = { kind: 'group', userIds: others.map(({ userId }) => userId), title: 'bench' };
  const room = await http.call<{ roomId: string }>('POST', '/rooms', owner.accessToken, body);
  return room.roomId;
}

async function remove(http: HttpClient, path: string, { accessToken }: Person): Promise<void> {
  const { status, body } = await http.request('DELETE', path, accessToken);
  if (status !== 204) throw new Error(`DELETE ${path} was answered with ${status}: ${body}`);
}

interface Ending {
  end(witness: Witness): Promise<void>;
  ended(witness: Witness): Promise<number>;
}

/** From the answer to the end; an end that came before the answer took no time. */
async function timeEnds(witnesses: readonly Witness[], { end, ended }: Ending): Promise<Histogram> {
  const times = new Histogram();
  await onSchedule(rate, witnesses, async (witness) => {
    await end(witness);
    const answeredAt = performance.now();
    times.record((await within(patience, ended(witness))) - answeredAt);
  });
  return times;
}

async function within(seconds: number, ended: Promise<number>): Promise<number> {
  const never = AbortSignal.timeout(seconds * 1_000);
  const { promise: late, reject } = Promise.withResolvers<number>();
  never.addEventListener('abort', () => reject(new Error(`somebody still hears after ${seconds} s`)));
  return Promise.race([ended, late]);
}

function measure(bench: Bench, name: string, times: Histogram, where: string): void {
  const note = `${times.count} times, ${rate} a second, at another front (${where})`;
  bench.measured({ scenario, name: `${name} p50, ms`, value: times.percentile(0.5), note });
  bench.measured({ scenario, name: `${name} p99, ms`, value: times.percentile(0.99), target, note });
}
