import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Refusal,
  refuse,
  type StompSession,
  type StompSubscription,
  type SubscriptionEnd,
} from './index.ts';
import { RawClient } from './test-support/raw-client.ts';
import { deferred, quiet, startServer } from './test-support/start-server.ts';

test('a subscription gets what is published after its RECEIPT, until UNSUBSCRIBE', async () => {
  const ends: string[] = [];
  await using started = await startServer({
    onUnsubscribe: (_session, { id }, { reason }) => ends.push(`${id} ${reason}`),
  });
  await using client = await RawClient.connected(started.port);
  await client.subscribe('a', '/room');
  assert.equal(started.server.counters.subscriptions, 1);
  assert.equal(
    started.server.publish('/room', { body: '하나', headers: { 'content-type': 'text/plain' } }),
    1,
  );
  const { headers, body } = await client.next();
  assert.deepEqual(
    [
      headers.subscription,
      headers.destination,
      headers['content-type'],
      headers['content-length'],
      headers.ack,
      body,
    ],
    ['a', '/room', 'text/plain', '6', undefined, '하나'],
  );
  assert.ok(headers['message-id']);
  await client.settled('UNSUBSCRIBE\nid:a\nreceipt:u\n\n\0');
  assert.equal(started.server.publish('/room', { body: 'two' }), 0);
  assert.deepEqual(ends, ['a unsubscribed']);
  assert.equal(started.server.counters.subscriptions, 0);
});

test('1.0: without id, unsubscribed by destination, and no subscription header', async () => {
  await using started = await startServer();
  await using client = await RawClient.connected(started.port, '1.0');
  await client.settled('SUBSCRIBE\ndestination:/a\nreceipt:1\n\n\0');
  await client.settled('SUBSCRIBE\ndestination:/b\nid:b\nreceipt:2\n\n\0');
  started.server.publish('/a', { body: 'x' });
  started.server.publish('/b', { body: 'y' });
  assert.equal((await client.next()).headers.subscription, undefined);
  assert.equal((await client.next()).headers.subscription, 'b');
  await client.settled('UNSUBSCRIBE\ndestination:/a\nreceipt:3\n\n\0');
  await client.settled('UNSUBSCRIBE\nid:b\nreceipt:4\n\n\0');
  assert.equal(started.server.counters.subscriptions, 0);
});

test('a refused SUBSCRIBE is an ERROR and the end of the session', async () => {
  await using started = await startServer({
    onSubscribe: async () => refuse('not-a-participant', 'Not your room', { headers: { room: '7' } }),
  });
  await using client = await RawClient.connected(started.port);
  client.write('SUBSCRIBE\nid:1\ndestination:/room\nreceipt:r\n\n\0');
  const { headers } = await client.next();
  assert.deepEqual(
    [headers.code, headers.message, headers.room, headers['receipt-id']],
    ['not-a-participant', 'Not your room', '7', 'r'],
  );
  assert.equal((await client.closed).code, 1008);
});

test('a refusal that keeps the session: no RECEIPT, no ERROR, no subscription', async () => {
  await using started = await startServer({
    onSubscribe: (session, { destination }) => {
      if (destination === '/mine') return undefined;
      session.deliver('/mine', { body: `no ${destination}` });
      return refuse('not-a-participant', 'Not your room', { keepSession: true });
    },
  });
  await using client = await RawClient.connected(started.port);
  await client.subscribe('me', '/mine');
  client.write('SUBSCRIBE\nid:1\ndestination:/room\nreceipt:r\n\n\0');
  assert.equal((await client.next()).body, 'no /room');
  await client.settled('UNSUBSCRIBE\nid:1\nreceipt:u\n\n\0');
  assert.equal(started.server.publish('/room', { body: 'x' }), 0);
});

test('a pending subscription gets nothing, and its RECEIPT comes when it is active', async () => {
  const agreed = deferred<undefined>();
  await using started = await startServer({ onSubscribe: () => agreed.promise });
  await using client = await RawClient.connected(started.port);
  client.write('SUBSCRIBE\nid:1\ndestination:/a\nreceipt:1\n\n\0');
  await quiet();
  assert.equal(started.server.publish('/a', { body: 'early' }), 0);
  assert.deepEqual([...started.server.subscribers('/a')], []);
  agreed.resolve(undefined);
  assert.equal((await client.next()).command, 'RECEIPT');
  started.server.publish('/a', { body: 'now' });
  assert.equal((await client.next()).body, 'now');
});

test('SUBSCRIBEs are decided at the same time, and a SEND waits for those in front of it', async () => {
  const decisions = new Map<string, PromiseWithResolvers<Refusal | undefined>>();
  await using started = await startServer({
    onSubscribe: (_session, { destination }) => {
      const decision = deferred<Refusal | undefined>();
      decisions.set(destination, decision);
      return decision.promise;
    },
  });
  await using client = await RawClient.connected(started.port);
  client.write(
    'SUBSCRIBE\nid:1\ndestination:/a\n\n\0SUBSCRIBE\nid:2\ndestination:/b\n\n\0SEND\ndestination:/a\n\nx\0',
  );
  await quiet();
  assert.deepEqual([...decisions.keys()], ['/a', '/b']);
  decisions.get('/b')?.resolve(undefined);
  await quiet();
  assert.equal(client.waiting.length, 0);
  decisions.get('/a')?.resolve(undefined);
  assert.equal((await client.next()).body, 'x');
});

test('subscriptions of a session are limited', async () => {
  await using started = await startServer({}, { limits: { subscriptions: 3 } });
  await using client = await RawClient.connected(started.port);
  for (const id of ['1', '2', '3']) await client.subscribe(id, `/${id}`);
  client.write('SUBSCRIBE\nid:4\ndestination:/4\n\n\0');
  assert.equal((await client.next()).headers.code, 'too-many-subscriptions');
});

test('revocation stops delivery at once, from the session and from the server', async () => {
  const sessions: StompSession<string>[] = [];
  const ends: [StompSubscription, SubscriptionEnd][] = [];
  await using started = await startServer({
    onConnect: (session) => sessions.push(session),
    onUnsubscribe: (_session, subscription, end) => ends.push([subscription, end]),
  });
  const { server } = started;
  await using client = await RawClient.connected(started.port);
  await using other = await RawClient.connected(started.port);
  for (const each of [client, other]) await each.subscribe('1', '/a');
  await client.subscribe('2', '/b');
  assert.equal(server.publish('/a', { body: 'before' }), 2);
  assert.equal(
    server.endSubscriptions('/a', (session) => session === sessions[0]),
    1,
  );
  assert.equal(server.publish('/a', { body: 'after' }), 1);
  assert.equal(sessions[0]?.endSubscriptions('/b'), 1);
  assert.equal(server.publish('/b', { body: 'after' }), 0);
  assert.deepEqual(
    ends.map(([{ id, active }, { reason }]) => [id, active, reason]),
    [
      ['1', false, 'revoked'],
      ['2', false, 'revoked'],
    ],
  );
  assert.equal((await client.next()).body, 'before');
  // The client does not know yet; its UNSUBSCRIBE must not cost it the session.
  await client.settled('UNSUBSCRIBE\nid:1\nreceipt:u\n\n\0');
  await client.subscribe('1', '/a');
});

test('a subscription revoked while it is pending never becomes active, and the application hears of its end', async () => {
  const agreed = deferred<undefined>();
  const ends: string[] = [];
  await using started = await startServer({
    onSubscribe: () => agreed.promise,
    onUnsubscribe: (_session, _subscription, { reason }) => ends.push(reason),
  });
  await using client = await RawClient.connected(started.port);
  client.write('SUBSCRIBE\nid:1\ndestination:/a\nreceipt:1\n\n\0');
  await quiet();
  assert.equal(started.server.endSubscriptions('/a'), 1);
  assert.deepEqual(ends, []);
  agreed.resolve(undefined);
  await client.next();
  assert.equal(started.server.publish('/a', { body: 'x' }), 0);
  assert.deepEqual(ends, ['revoked']);
  assert.equal(started.server.counters.subscriptions, 0);
});

test('the end of a session ends its subscriptions first, then the session, once', async () => {
  const heard: string[] = [];
  await using started = await startServer({
    onUnsubscribe: (_session, { id }, { reason }) => heard.push(`${id} ${reason}`),
    onClose: (session, { by, code }) => heard.push(`${session.principal} ${by} ${code}`),
  });
  const client = await RawClient.connected(started.port);
  await client.subscribe('1', '/a');
  await client.subscribe('2', '/b');
  client.socket.terminate();
  await quiet();
  assert.deepEqual(heard, ['1 session-ended', '2 session-ended', 'mina network connection-lost']);
  assert.deepEqual(
    { ...started.server.counters, framesIn: 0 },
    {
      connections: 0,
      sessions: 0,
      subscriptions: 0,
      framesIn: 0,
      deliveriesOut: 0,
      slowSubscribers: 0,
      errorsOut: 0,
    },
  );
});
