import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StompSession } from './index.ts';
import { ManualClock } from './test-support/manual-clock.ts';
import { RawClient } from './test-support/raw-client.ts';
import { quiet, startServer } from './test-support/start-server.ts';

test('every subscriber gets every message in the order it was published', async () => {
  await using started = await startServer();
  const clients = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      RawClient.connected(started.port, ['1.0', '1.1', '1.2'][index % 3]),
    ),
  );
  for (const [index, client] of clients.entries()) await client.subscribe(`s${index % 4}`, '/room');
  for (let index = 0; index < 300; index++) {
    assert.equal(started.server.publish('/room', { body: `${index}` }), 20);
    if (index % 50 === 0) await quiet(1);
  }
  const expected = Array.from({ length: 300 }, (_, index) => `${index}`);
  for (const [index, client] of clients.entries()) {
    const bodies: string[] = [];
    while (bodies.length < 300) {
      const { body, headers } = await client.next();
      assert.equal(headers.subscription, `s${index % 4}`);
      bodies.push(body);
    }
    assert.deepEqual(bodies, expected);
    await client[Symbol.asyncDispose]();
  }
  assert.equal(started.server.counters.deliveriesOut, 6_000);
});

test('a message for some goes to them alone', async () => {
  await using started = await startServer();
  await using client = await RawClient.connected(started.port);
  for (const id of ['mine', 'yours']) await client.subscribe(id, '/room');
  assert.equal(
    started.server.publish('/room', { body: 'some' }, ({ id }) => id === 'mine'),
    1,
  );
  assert.equal(started.server.publish('/room', { body: 'all' }), 2);
  const frames = [await client.next(), await client.next(), await client.next()];
  assert.deepEqual(
    frames.map(({ headers, body }) => `${headers.subscription} ${body}`),
    ['mine some', 'mine all', 'yours all'],
  );
});

test('headers are escaped by the rules of each version, and text or binary as the client does it', async () => {
  await using started = await startServer();
  await using old = await RawClient.connected(started.port, '1.0');
  await using middle = await RawClient.connected(started.port, '1.1');
  await using current = await RawClient.open(started.port);
  current.write(Buffer.from('CONNECT\naccept-version:1.2\nhost:x\n\n\0'));
  await current.next();
  for (const client of [old, middle, current]) await client.subscribe('a', '/r');
  started.server.publish('/r', { body: Buffer.from('본문'), headers: { 'x:y': '1\r\\2' } });
  const frames = [await old.next(), await middle.next(), await current.next()];
  assert.match(frames[0]?.raw.toString() ?? '', /\nx y:1 \\2\n/);
  assert.match(frames[1]?.raw.toString() ?? '', /\nx\\cy:1\r\\\\2\n/);
  assert.match(frames[2]?.raw.toString() ?? '', /\nx\\cy:1\\r\\\\2\n/);
  assert.deepEqual(
    frames.map(({ binary, body }) => [binary, body]),
    [
      [false, '본문'],
      [false, '본문'],
      [true, '본문'],
    ],
  );
  assert.equal(new Set(frames.map(({ headers }) => headers['message-id'])).size, 1);
});

test('the same subscription id with another ack mode gets another frame', async () => {
  await using started = await startServer();
  await using automatic = await RawClient.connected(started.port);
  await using acknowledging = await RawClient.connected(started.port);
  await automatic.subscribe('s', '/r');
  await acknowledging.subscribe('s', '/r', 'ack:client\n');
  assert.equal(started.server.publish('/r', { body: 'x' }), 2);
  assert.equal((await automatic.next()).headers.ack, undefined);
  assert.ok((await acknowledging.next()).headers.ack);
});

test('one session may subscribe to a destination twice and gets both', async () => {
  await using started = await startServer();
  await using client = await RawClient.connected(started.port);
  await client.subscribe('a', '/r');
  await client.subscribe('b', '/r');
  assert.equal(started.server.publish('/r', { body: 'x' }), 2);
  assert.deepEqual(
    [(await client.next()).headers.subscription, (await client.next()).headers.subscription],
    ['a', 'b'],
  );
});

test('a session can be delivered to alone, by destination and by subscription', async () => {
  const sessions: StompSession<string>[] = [];
  await using started = await startServer({ onConnect: (session) => sessions.push(session) });
  await using first = await RawClient.connected(started.port);
  await using second = await RawClient.connected(started.port);
  for (const client of [first, second]) {
    await client.subscribe('q', '/user/queue/events');
    await client.subscribe('r', '/room');
  }
  assert.equal(sessions[0]?.deliver('/user/queue/events', { body: 'for you' }), 1);
  assert.equal(sessions[0]?.deliver('/nothing', { body: 'x' }), 0);
  const [subscriber] = [...started.server.subscribers('/room')].filter(
    ({ session }) => session === sessions[0],
  );
  assert.ok(subscriber);
  assert.equal(sessions[0]?.deliverTo(subscriber.subscription, { body: 'one' }), true);
  assert.equal(sessions[1]?.deliverTo(subscriber.subscription, { body: 'not yours' }), false);
  assert.equal((await first.next()).body, 'for you');
  assert.equal((await first.next()).body, 'one');
  assert.equal(sessions[0]?.endSubscription(subscriber.subscription), true);
  assert.equal(sessions[0]?.endSubscription(subscriber.subscription), false);
  assert.equal(sessions[0]?.deliverTo(subscriber.subscription, { body: 'late' }), false);
  await quiet();
  assert.equal(second.waiting.length, 0);
});

test('a subscriber that does not read is cut off, and the others do not notice', async () => {
  const ends: string[] = [];
  await using started = await startServer(
    { onClose: (session, { by, code }) => ends.push(`${session.principal} ${by} ${code}`) },
    { limits: { backlog: 200_000 } },
  );
  await using healthy = await RawClient.connected(started.port);
  await using stuck = await RawClient.connected(started.port);
  for (const client of [healthy, stuck]) await client.subscribe('s', '/room');
  stuck.socket.pause();
  const body = 'x'.repeat(50_000);
  let published = 0;
  for (; published < 1_000 && started.server.counters.slowSubscribers === 0; published++) {
    started.server.publish('/room', { body: `${published} ${body}` });
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.ok(published < 1_000);
  assert.deepEqual(ends, ['mina server slow-subscriber']);
  assert.equal(started.server.publish('/room', { body: 'end' }), 1);
  for (let index = 0; index < published; index++)
    assert.equal(parseInt((await healthy.next()).body, 10), index);
  assert.equal((await healthy.next()).body, 'end');
  assert.equal(started.server.counters.connections, 1);
});

test('a burst within one turn is no reason to cut off somebody who reads', async () => {
  await using started = await startServer({}, { limits: { backlog: 100_000 } });
  await using client = await RawClient.connected(started.port);
  await client.subscribe('s', '/room');
  for (let index = 0; index < 1_000; index++) started.server.publish('/room', { body: 'x'.repeat(500) });
  for (let index = 0; index < 1_000; index++) await client.next();
  assert.equal(started.server.counters.slowSubscribers, 0);
});

test('what the application publishes from onClose reaches everybody after what was published before', async () => {
  const { server, ...started } = await startServer(
    { onClose: (session) => server.publish('/room', { body: `${session.principal} left` }) },
    { limits: { backlog: 100_000 }, clock: new ManualClock() },
  );
  await using _ = { [Symbol.asyncDispose]: started[Symbol.asyncDispose] };
  const stuck = await RawClient.connected(started.port);
  await using healthy = await RawClient.connected(started.port);
  await stuck.subscribe('a', '/room');
  await healthy.subscribe('b', '/room');
  stuck.socket.pause();
  const bodies: string[] = [];
  for (let index = 0; index < 1_000 && server.counters.slowSubscribers === 0; index++) {
    bodies.push(`${index}`);
    server.publish('/room', { body: `${index} ${'x'.repeat(60_000)}` });
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const body of bodies) assert.equal((await healthy.next()).body.split(' ')[0], body);
  assert.equal((await healthy.next()).body, 'mina left');
  stuck.socket.terminate();
});
