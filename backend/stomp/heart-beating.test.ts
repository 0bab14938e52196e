import assert from 'node:assert/strict';
import { test } from 'node:test';
import { negotiateHeartBeat, sweepInterval } from './heart-beat.ts';
import { ManualClock } from './test-support/manual-clock.ts';
import { RawClient } from './test-support/raw-client.ts';
import { deferred, quiet, startServer } from './test-support/start-server.ts';

const heartBeat = { send: 4_000, receive: 4_000 };

test('the slower wish counts, and 0 on either side is none', () => {
  const offer = { send: 100, receive: 200, tolerance: 2 };
  assert.deepEqual(negotiateHeartBeat('50,60', '1.2', offer), { send: 100, receive: 200 });
  assert.deepEqual(negotiateHeartBeat('500,600', '1.1', offer), { send: 600, receive: 500 });
  assert.deepEqual(negotiateHeartBeat('0,600', '1.2', offer), { send: 600, receive: 0 });
  assert.deepEqual(negotiateHeartBeat('500,0', '1.2', offer), { send: 0, receive: 500 });
  assert.deepEqual(negotiateHeartBeat('500,500', '1.2', { ...offer, send: 0 }), { send: 0, receive: 500 });
  assert.deepEqual(negotiateHeartBeat(undefined, '1.2', offer), { send: 0, receive: 0 });
  assert.deepEqual(negotiateHeartBeat('500,500', '1.0', offer), { send: 0, receive: 0 });
  for (const header of ['', '1', '1,2,3', '-1,2', 'a,b', '1.5,2', '9999999999,1']) {
    assert.throws(() => negotiateHeartBeat(header, '1.2', offer), { code: 'invalid-header' });
  }
});

test('one look at all sessions fits the smallest time', () => {
  assert.equal(sweepInterval([10_000, 10_000, 10_000]), 1_000);
  assert.equal(sweepInterval([10_000, 400, 0]), 100);
  assert.equal(sweepInterval([4, 0, 10_000]), 10);
});

test('an idle server sends ends of line within the interval, and says in CONNECTED what it offers', async () => {
  const clock = new ManualClock();
  await using started = await startServer({}, { clock, heartBeat });
  await using client = await RawClient.open(started.port);
  client.write('CONNECT\naccept-version:1.2\nhost:x\nheart-beat:0,8000\n\n\0');
  assert.equal((await client.next()).headers['heart-beat'], '4000,4000');
  await quiet();
  clock.advance(5_000);
  await quiet();
  assert.equal(client.heartBeats, 0);
  clock.advance(3_000);
  await quiet();
  assert.equal(client.heartBeats, 1);
  for (let index = 0; index < 4; index++) {
    clock.advance(8_000);
    await quiet(10);
  }
  assert.ok(client.heartBeats >= 5, `${client.heartBeats}`);
});

test('a server that has something to say sends no heart-beats', async () => {
  const clock = new ManualClock();
  await using started = await startServer({}, { clock, heartBeat });
  await using client = await RawClient.connected(started.port, '1.2', 'heart-beat:0,4000\n');
  await client.subscribe('1', '/a');
  for (let index = 0; index < 10; index++) {
    started.server.publish('/a', { body: 'x' });
    await quiet(5);
    clock.advance(1_000);
  }
  await quiet();
  assert.equal(client.heartBeats, 0);
});

test('a binary client gets binary heart-beats', async () => {
  const clock = new ManualClock();
  await using started = await startServer({}, { clock, heartBeat });
  await using client = await RawClient.open(started.port);
  const kinds: boolean[] = [];
  client.socket.on('message', (_data, binary) => kinds.push(binary));
  client.write(Buffer.from('CONNECT\naccept-version:1.2\nhost:x\nheart-beat:0,4000\n\n\0'));
  await client.next();
  clock.advance(4_000);
  await quiet();
  assert.equal(client.heartBeats, 1);
  assert.deepEqual(kinds, [true, true]);
});

test('a client that falls silent for twice its interval is given up, with an ERROR', async () => {
  const clock = new ManualClock();
  const ends: string[] = [];
  await using started = await startServer(
    { onClose: (_session, { by, code }) => ends.push(`${by} ${code}`) },
    { clock, heartBeat },
  );
  await using client = await RawClient.connected(started.port, '1.2', 'heart-beat:4000,0\n');
  clock.advance(1_000);
  clock.advance(8_000);
  assert.equal(started.server.counters.sessions, 1);
  clock.advance(2_000);
  assert.equal((await client.next()).headers.code, 'heart-beat-timeout');
  assert.deepEqual(ends, ['server heart-beat-timeout']);
});

test('any byte counts as a sign of life: ends of line, parts of a frame', async () => {
  const clock = new ManualClock();
  await using started = await startServer({}, { clock, heartBeat });
  await using client = await RawClient.connected(started.port, '1.2', 'heart-beat:4000,0\n');
  for (const bytes of ['\n', '\r\n', 'SEND\nde', 'stination:/a\n\n', 'x', 'y', '\0', '\n']) {
    client.write(bytes);
    await quiet(10);
    clock.advance(5_000);
    assert.equal(started.server.counters.sessions, 1);
  }
});

test('a client that we do not read is not blamed for its silence', async () => {
  const clock = new ManualClock();
  const unfinished = deferred<undefined>();
  await using started = await startServer(
    { onSend: () => unfinished.promise },
    { clock, heartBeat, limits: { inFlight: 1 } },
  );
  await using client = await RawClient.connected(started.port, '1.2', 'heart-beat:4000,0\n');
  client.write('SEND\ndestination:/a\n\n\0SEND\ndestination:/a\n\n\0');
  await quiet();
  clock.advance(60_000);
  assert.equal(started.server.counters.sessions, 1);
  unfinished.resolve(undefined);
  await quiet();
  clock.advance(60_000);
  assert.equal(started.server.counters.sessions, 0);
});

test('without agreement nobody beats and nobody is given up; the sweep stops with the last connection', async () => {
  const clock = new ManualClock();
  await using started = await startServer({}, { clock, heartBeat });
  const client = await RawClient.connected(started.port, '1.2');
  assert.equal(clock.running, 1);
  clock.advance(600_000);
  await quiet();
  assert.equal(client.heartBeats, 0);
  assert.equal(started.server.counters.sessions, 1);
  await client[Symbol.asyncDispose]();
  await quiet();
  assert.equal(clock.running, 0);
});
