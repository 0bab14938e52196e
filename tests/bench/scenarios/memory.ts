import { setTimeout as pause } from 'node:timers/promises';
import { subscribeTo } from '../../../backend/contract/index.ts';
import { HttpClient } from '../load/http-client.ts';
import { StompConnection } from '../load/stomp-connection.ts';
import { clientFrame } from '../load/web-socket-frames.ts';
import type { Bench } from '../measurement.ts';
import { startEngines } from '../server/bench-engines.ts';
import { BenchServer } from '../server/bench-server.ts';
import { type Person, seedPeople } from '../server/people.ts';
import type { ProcessUsage } from '../server/process-usage.ts';

const scenario = 'memory';
const connections = 2_000;
const people = 20;
const openingAtOnce = 50;
const mebibyte = 1_024 * 1_024;
const heartBeat = clientFrame('\n');

/** What the server takes at rest, and what each connection adds that is only there: subscribed, with heart-beats. */
export async function memory(bench: Bench): Promise<void> {
  await using engines = await startEngines(bench.engines);
  const seeded = await seedPeople(engines, people);
  await using server = await BenchServer.start({ engines });
  const seconds = bench.quick ? 1.5 : 10;
  const rest = await settled(server, seconds);
  const restingCpu = (rest.cpuSeconds / seconds) * 1_000;
  const measured = (name: string, value: number, most?: number, note?: string) =>
    bench.measured({
      scenario,
      name,
      value,
      ...(most ? { target: { most } } : {}),
      ...(note ? { note } : {}),
    });
  measured('server at rest, MB', rest.residentBytes / mebibyte, 120, 'resident, without any connection');
  measured('CPU at rest, ms per second', restingCpu);
  const roomId = await createRoom(server, seeded);
  await measureConnections(server, seeded, { roomId, rest, seconds }, measured);
}

async function measureConnections(
  server: BenchServer,
  seeded: readonly Person[],
  { roomId, rest, seconds }: { roomId: string; rest: ProcessUsage; seconds: number },
  measured: (name: string, value: number, most?: number, note?: string) => void,
): Promise<void> {
  // The first ones also bring V8's young generation to its full size, once and whatever number comes after them.
  const open = await openAll(server, seeded, roomId);
  const beats = setInterval(() => open.forEach((connection) => void connection.send(heartBeat)), 8_000);
  const before = await settled(server, seconds);
  open.push(...(await openAll(server, seeded, roomId)));
  const after = await settled(server, seconds);
  clearInterval(beats);
  for (const connection of open) connection.close();
  const perConnection = (after.residentBytes - before.residentBytes) / connections / 1_024;
  const note = `growth of resident memory from ${connections} to ${open.length}`;
  measured('an idle connection, KB', perConnection, 25, note);
  const first = (before.residentBytes - rest.residentBytes) / mebibyte;
  measured(`the first ${connections}, MB`, first, undefined, 'with the young generation that they make grow');
  measured('file descriptors of the server', after.fileDescriptors);
}

/** What the server uses once it has had time to come to rest; `cpuSeconds` is what it took meanwhile. */
async function settled(server: BenchServer, seconds: number) {
  await pause(1_000);
  const before = server.usage().cpuSeconds;
  await pause(seconds * 1_000);
  const usage = server.usage();
  return { ...usage, cpuSeconds: usage.cpuSeconds - before };
}

async function createRoom(server: BenchServer, [owner, ...others]: readonly Person[]): Promise<string> {
  using http = new HttpClient(server.frontPort, 1);
  const body = { kind: 'group', userIds: others.map(({ userId }) => userId) };
  const room = await http.call<{ roomId: string }>('POST', '/rooms', owner?.accessToken, body);
  return room.roomId;
}

async function openAll(server: BenchServer, seeded: readonly Person[], roomId: string) {
  const open: StompConnection[] = [];
  while (open.length < connections) {
    const some = Array.from({ length: openingAtOnce }, (_, index) =>
      openOne(server, seeded[index % people] as Person, roomId),
    );
    open.push(...(await Promise.all(some)));
  }
  return open;
}

function openOne({ frontPort: port }: BenchServer, { accessToken }: Person, roomId: string) {
  return StompConnection.open({
    port,
    accessToken,
    subscriptions: { room: subscribeTo.room(roomId), personal: subscribeTo.personal },
    heartBeat: '10000,10000',
    onFrame: () => undefined,
    onClose: () => undefined,
  });
}
