import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse } from './index.ts';
import { RawClient } from './test-support/raw-client.ts';
import { startServer } from './test-support/start-server.ts';

async function startRecording() {
  const heard: string[] = [];
  const started = await startServer({
    onAcknowledge: (_session, { kind, subscription, messageIds }) => {
      heard.push(`${kind} ${subscription.id} ${messageIds.join(' ')}`);
      return undefined;
    },
    onUnsubscribe: (_session, { id }, { reason, unacknowledged }) => {
      heard.push(`${reason} ${id} ${unacknowledged.join(' ')}`);
    },
  });
  const publish = (...messageIds: string[]) => {
    for (const messageId of messageIds) started.server.publish('/a', { body: messageId, messageId });
  };
  return { started, heard, publish };
}

async function take(client: RawClient, count: number): Promise<Record<string, string>[]> {
  const headers: Record<string, string>[] = [];
  for (let index = 0; index < count; index++) headers.push((await client.next()).headers);
  return headers;
}

test('1.2: the ack header of the MESSAGE is the id of the ACK; client-individual settles one', async () => {
  const { started, heard, publish } = await startRecording();
  await using _ = started;
  await using client = await RawClient.connected(started.port);
  await client.settled('SUBSCRIBE\nid:s\\c1\ndestination:/a\nack:client-individual\nreceipt:0\n\n\0');
  publish('m1', 'm2', 'm3');
  const messages = await take(client, 3);
  await client.settled(`ACK\nid:${messages[1]?.ack}\nreceipt:1\n\n\0`);
  await client.settled(`NACK\nid:${messages[0]?.ack}\nreceipt:2\n\n\0`);
  assert.deepEqual(heard, ['ack s:1 m2', 'nack s:1 m1']);
});

test('client mode settles everything up to the message, for NACK too', async () => {
  const { started, heard, publish } = await startRecording();
  await using _ = started;
  await using client = await RawClient.connected(started.port);
  await client.subscribe('s', '/a', 'ack:client\n');
  publish('m1', 'm2', 'm3', 'm4', 'm5');
  const messages = await take(client, 5);
  await client.settled(`ACK\nid:${messages[2]?.ack}\nreceipt:1\n\n\0`);
  await client.settled(`NACK\nid:${messages[3]?.ack}\nreceipt:2\n\n\0`);
  assert.deepEqual(heard, ['ack s m1 m2 m3', 'nack s m4']);
});

test('1.1 names message-id and subscription, and has no ack header', async () => {
  const { started, heard, publish } = await startRecording();
  await using _ = started;
  await using client = await RawClient.connected(started.port, '1.1');
  await client.subscribe('s', '/a', 'ack:client\n');
  await client.subscribe('t', '/a', 'ack:client-individual\n');
  publish('m1', 'm2');
  for (const { ack } of await take(client, 4)) assert.equal(ack, undefined);
  await client.settled('ACK\nsubscription:s\nmessage-id:m2\nreceipt:1\n\n\0');
  await client.settled('NACK\nsubscription:t\nmessage-id:m2\nreceipt:2\n\n\0');
  assert.deepEqual(heard, ['ack s m1 m2', 'nack t m2']);
});

test('1.0 names the message-id alone', async () => {
  const { started, heard, publish } = await startRecording();
  await using _ = started;
  await using client = await RawClient.connected(started.port, '1.0');
  await client.settled('SUBSCRIBE\ndestination:/a\nack:client\nreceipt:0\n\n\0');
  publish('m1', 'm2');
  await take(client, 2);
  await client.settled('ACK\nmessage-id:m1\nreceipt:1\n\n\0');
  assert.deepEqual(heard, ['ack undefined m1']);
});

test('auto needs no ACK, and one that names nothing that waits changes nothing', async () => {
  const { started, heard, publish } = await startRecording();
  await using _ = started;
  await using client = await RawClient.connected(started.port);
  await client.subscribe('s', '/a', 'ack:client\n');
  publish('m1');
  const [message] = await take(client, 1);
  const ack = `ACK\nid:${message?.ack}\nreceipt:1\n\n\0`;
  await client.settled(ack);
  await client.settled(ack);
  await client.settled('UNSUBSCRIBE\nid:s\nreceipt:1\n\n\0');
  await client.settled(ack);
  await client.settled('ACK\nid:nonsense\nreceipt:1\n\n\0');
  assert.deepEqual(heard, ['ack s m1', 'unsubscribed s ']);
});

test('what was not acknowledged is handed back in order when a subscription or session ends', async () => {
  const { started, heard, publish } = await startRecording();
  await using _ = started;
  await using client = await RawClient.connected(started.port);
  await client.subscribe('s', '/a', 'ack:client-individual\n');
  await client.subscribe('t', '/a', 'ack:client\n');
  await client.subscribe('u', '/a');
  publish('m1', 'm2', 'm3');
  const messages = await take(client, 9);
  const second = messages.find(({ subscription, 'message-id': id }) => subscription === 's' && id === 'm2');
  await client.settled(`ACK\nid:${second?.ack}\nreceipt:1\n\n\0`);
  await client.settled('UNSUBSCRIBE\nid:s\nreceipt:1\n\n\0');
  await client.settled('DISCONNECT\nreceipt:1\n\n\0');
  await client.closed;
  assert.deepEqual(heard, [
    'ack s m2',
    'unsubscribed s m1 m3',
    'session-ended t m1 m2 m3',
    'session-ended u ',
  ]);
});

test('subscribers with the same id and ack mode share one frame, and each acknowledges for itself', async () => {
  const { started, heard, publish } = await startRecording();
  await using _ = started;
  await using first = await RawClient.connected(started.port);
  await using second = await RawClient.connected(started.port);
  for (const client of [first, second]) await client.subscribe('s', '/a', 'ack:client\n');
  publish('m1');
  const frames = [await first.next(), await second.next()];
  assert.ok(frames[0]?.raw.equals(frames[1]?.raw ?? Buffer.alloc(0)));
  await first.settled(`ACK\nid:${frames[0]?.headers.ack}\nreceipt:1\n\n\0`);
  await second.settled(`NACK\nid:${frames[1]?.headers.ack}\nreceipt:1\n\n\0`);
  assert.deepEqual(heard, ['ack s m1', 'nack s m1']);
});

test('an acknowledgement can be refused', async () => {
  await using started = await startServer({ onAcknowledge: async () => refuse('gone', 'Too late') });
  await using client = await RawClient.connected(started.port);
  await client.subscribe('s', '/a', 'ack:client\n');
  started.server.publish('/a', { body: 'x' });
  const { headers } = await client.next();
  client.write(`ACK\nid:${headers.ack}\nreceipt:9\n\n\0`);
  const error = await client.next();
  assert.deepEqual([error.headers.code, error.headers['receipt-id']], ['gone', '9']);
});

test('too many deliveries without ACK end the session', async () => {
  await using started = await startServer({}, { limits: { unacknowledged: 3 } });
  await using client = await RawClient.connected(started.port);
  await client.subscribe('s', '/a', 'ack:client\n');
  for (let index = 0; index < 3; index++) assert.equal(started.server.publish('/a', { body: 'x' }), 1);
  const messages = await take(client, 3);
  await client.settled(`ACK\nid:${messages[0]?.ack}\nreceipt:1\n\n\0`);
  assert.equal(started.server.publish('/a', { body: 'x' }), 1);
  assert.equal(started.server.publish('/a', { body: 'x' }), 0);
  await client.next();
  assert.equal((await client.next()).headers.code, 'too-many-unacknowledged');
});
