import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Step } from '../support/maru-model.ts';
import { Person } from '../support/maru-person.ts';
import { Play } from '../support/maru-play.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

const who = fc.nat({ max: 2 });
const text = fc.constantFrom(
  '안녕',
  'ㅋㅋ',
  '👍',
  ' 공백 ',
  "Robert'); DROP TABLE messages;--",
  '\u1112\u1161\u11ab',
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('befriend' as const), who, whom: who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('direct' as const), who, whom: who }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('group' as const),
      who,
      whom: fc.array(who, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      who,
      room: fc.nat({ max: 5 }),
      text,
      again: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      who,
      room: fc.nat({ max: 5 }),
      seq: fc.nat({ max: 8 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rename' as const),
      who,
      name: fc.constantFrom('새이름', '별명', '🙂'),
    }),
  },
);

/** Accounts are dear (argon2id): each history has three new ones, made side by side. */
async function play(steps: readonly Step[]): Promise<void> {
  const people = await Promise.all(['가', '나', '다'].map((name) => Person.join(maru.url, name)));
  await using connections = new AsyncDisposableStack();
  const devices = await Promise.all(people.map((person) => person.connect()));
  for (const device of devices) connections.use(device);
  const play = new Play(people, devices);
  for (const step of steps) await play.take(step);
  await play.compare();
}

test('random histories of three people end as in the model', async () => {
  const histories = fc.array(step, { minLength: 5, maxLength: 40 });
  await fc.assert(fc.asyncProperty(histories, play), { numRuns: 8, endOnFailure: false });
});
