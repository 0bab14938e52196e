/** Random histories of a group, by people who come and go, against a small model of what a group is. */
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import type { RoomStep } from '../support/room-model.ts';
import { RoomPlay } from '../support/room-play.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

const who = fc.nat({ max: 3 });
const text = fc.nat({ max: 9 });
const alone = (step: 'send' | 'read' | 'leave' | 'removeRoom') => fc.record({ do: fc.constant(step), who });
const between = (step: 'invite' | 'remove' | 'handOver') =>
  fc.record({ do: fc.constant(step), who, whom: who });
const change = (step: 'edit' | 'unsend') => fc.record({ do: fc.constant(step), who, text });

const step: fc.Arbitrary<RoomStep> = fc.oneof(
  { weight: 10, arbitrary: alone('send') },
  { weight: 2, arbitrary: alone('read') },
  { weight: 2, arbitrary: alone('leave') },
  { weight: 5, arbitrary: between('invite') },
  { weight: 2, arbitrary: between('remove') },
  { weight: 1, arbitrary: between('handOver') },
  { weight: 2, arbitrary: change('edit') },
  { weight: 2, arbitrary: change('unsend') },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('react' as const), who, text, on: fc.boolean() }) },
);
const end: fc.Arbitrary<RoomStep[]> = fc.array(alone('removeRoom'), { maxLength: 2 });

async function play(steps: readonly RoomStep[]): Promise<void> {
  const people = await Promise.all(['가', '나', '다', '라'].map((name) => Person.join(maru.url, name)));
  // The model knows people by number: of those who came at once, the lowest id is the lowest number.
  people.sort((one, other) => (one.userId < other.userId ? -1 : 1));
  await using connections = new AsyncDisposableStack();
  const devices = await Promise.all(people.map((person) => person.connect()));
  for (const device of devices) connections.use(device);
  const play = await RoomPlay.start(people, devices);
  for (const each of steps) await play.take(each);
  await play.compare();
}

test('whoever is in sees what came since, whoever is out sees nothing, whatever happened before', async () => {
  const histories = fc
    .tuple(fc.array(step, { minLength: 5, maxLength: 40 }), end)
    .map((parts) => parts.flat());
  await fc.assert(fc.asyncProperty(histories, play), { numRuns: 10, endOnFailure: true });
});
