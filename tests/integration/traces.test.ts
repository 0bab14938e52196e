/** One id goes with a message from the front that took it through chat to every front that delivers it. */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import pino from 'pino';
import { type RoomId, subscribeTo } from '../../backend/contract/index.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';

interface Line {
  server: string;
  message: string;
  'trace.id'?: string;
}

const lines: Line[] = [];
let maru: MaruParts;
let jimin: Person;
let roomId: RoomId;
before(async () => {
  maru = await startParts({
    loggerOf: (server) =>
      pino(
        { level: 'debug', base: { server }, messageKey: 'message' },
        { write: (line) => void lines.push(JSON.parse(line)) },
      ),
    wrapStores: (stores) => ({
      ...stores,
      messages: {
        ...stores.messages,
        async insert(messages) {
          if (JSON.stringify(messages).includes('폭탄')) throw new Error('a bug');
          return stores.messages.insert(messages);
        },
      },
    }),
  });
  await maru.startFront();
  jimin = await maru.person();
  ({ roomId } = await jimin.call('createRoom', { body: { kind: 'self' } }));
});
after(() => maru?.[Symbol.asyncDispose]());

const find = (server: string, message: string, trace?: string) =>
  lines.find(
    (line) => line.server === server && line.message === message && (!trace || line['trace.id'] === trace),
  );

/** Where a trace is in the lines of all servers. */
const isEverywhere = (trace: string) =>
  find('chat', 'A request was handled.', trace) &&
  find('front 1', 'A message was delivered.', trace) &&
  find('front 2', 'A message was delivered.', trace);

test('the id of a POST is in the lines of its front, of chat and of every front that delivers it', async () => {
  const answer = await fetch(`${maru.url}/chat/${roomId}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${jimin.tokens.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ clientMessageId: newMessageId(), message: '안녕' }),
  });
  assert.equal(answer.status, 201);
  const trace = answer.headers.get('x-request-id') ?? assert.fail('no id');
  assert.ok(find('front 1', 'A request was answered.', trace));
  await until('the id in all lines', () => isEverywhere(trace));
});

test('the id of a SEND is in the same lines', async () => {
  await using device = await jimin.connect();
  await device.subscribe(subscribeTo.room(roomId));
  assert.equal(await device.say(roomId, '여기도', newMessageId()), 'receipt');
  const line = await until('the line of the SEND', () => find('front 1', 'A SEND was answered.'));
  const trace = line['trace.id'] ?? assert.fail('no id');
  await until('the id in all lines', () => isEverywhere(trace));
});

test('a SEND that fails names the id under which chat tells why', async () => {
  await using device = await jimin.connect();
  assert.notEqual(await device.say(roomId, '폭탄', newMessageId()), 'receipt');
  const failed = await until('the line of the failure', () => find('front 1', 'A SEND failed.'));
  assert.ok(failed['trace.id']);
  assert.ok(find('chat', 'A record went to the dead letters.', failed['trace.id']));
  assert.ok(!JSON.stringify(lines).includes('폭탄'), 'no text of a message in a line');
});
