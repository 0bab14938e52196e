import { setTimeout as pause } from 'node:timers/promises';
import type { Room as RoomView } from '../../../backend/contract/index.ts';
import { checkHistory } from '../load/history-check.ts';
import { Reading } from '../load/reading.ts';
import type { Room } from '../load/room.ts';
import { byStomp } from '../load/sends.ts';
import { Stage } from '../load/stage.ts';
import { measureStep } from '../load/step.ts';
import type { Bench } from '../measurement.ts';
import { startEngines } from '../server/bench-engines.ts';
import { BenchServer } from '../server/bench-server.ts';
import { seedPeople } from '../server/people.ts';
import { formatNumber } from '../table.ts';
import { report } from './report.ts';

const scenario = 'readers';
const [members, rate] = [500, 20];
/** Seconds in which everybody's last read has to be stored. */
const patience = 5;

/** Five hundred people read along in one room: what their read positions cost, and whether the messages wait for it. */
export async function readers(bench: Bench): Promise<void> {
  const { separate, profileDirectory } = bench;
  await using engines = await startEngines(bench.engines);
  const people = await seedPeople(engines, members);
  await using server = await BenchServer.start({ engines, separate, profileDirectory, metrics: true });
  const habits = new Reading();
  using stage = await Stage.open({ server, people, rooms: 1, habits });
  const seconds = bench.quick ? 5 : 20;
  await measureStep(stage, { rate, warmUp: 0, seconds: bench.quick ? 2 : 5, send: byStomp });
  const before = await sample(server, habits);
  const step = await measureStep(stage, { rate, warmUp: 0, seconds, send: byStomp });
  const after = await sample(server, habits);
  if (!step.complete) stage.problems.push(`${rate} messages a second were too much`);
  await checkRead(stage, stage.rooms[0] as Room);
  await checkHistory(stage);

  const perSecond = (key: keyof typeof after) => (after[key] - before[key]) / seconds;
  const note = `${members} readers, ${rate} messages/s`;
  const measured = (name: string, value: number, most?: number, more = '') =>
    bench.measured({ scenario, name, value, note: note + more, ...(most ? { target: { most } } : {}) });
  const records = `; ${formatNumber(perSecond('records'))} records/s of ${formatNumber(perSecond('told'))} told by clients`;
  measured('writes of read positions/s', perSecond('writes'), 50, `, senders' own included${records}`);
  measured('read positions in them/s', perSecond('positions'));
  measured('send → received p50, ms', step.received.p50);
  measured('send → received p99, ms', step.received.p99);
  measured('server, cores', step.serverCores, undefined, `; generator ${formatNumber(step.generatorCores)}`);
  report(bench, scenario, stage);
}

async function sample(server: BenchServer, { told }: Reading) {
  return {
    writes: await server.counted('maru_read_positions_written_count'),
    positions: await server.counted('maru_read_positions_written_sum'),
    records: await server.counted('maru_request_reply_seconds_count', 'type="room.read"'),
    told,
  };
}

/** However few writes there were, everybody has to have read everything in the end. */
async function checkRead(stage: Stage, { roomId, lastSeq, members: [asker] }: Room): Promise<void> {
  const end = performance.now() + patience * 1_000;
  for (;;) {
    const view = await stage.http.call<RoomView>('GET', `/rooms/${roomId}`, asker?.person.accessToken);
    const behind = view.participants.filter(({ readSeq }) => readSeq < lastSeq).length;
    if (behind === 0) return;
    if (performance.now() > end) {
      stage.problems.push(`${behind} of ${members} have not read up to ${lastSeq}`);
      return;
    }
    await pause(50);
  }
}
