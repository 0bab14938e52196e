import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse } from './index.ts';
import { RawClient } from './test-support/raw-client.ts';
import { deferred, quiet, startServer } from './test-support/start-server.ts';

function recording(heard: string[]) {
  return {
    onSend: (_session: unknown, { body }: { body: Buffer }) => {
      heard.push(body.toString());
      return undefined;
    },
  };
}

test('frames of a transaction are handled at COMMIT, in order, others at once', async () => {
  const heard: string[] = [];
  await using started = await startServer(recording(heard));
  await using client = await RawClient.connected(started.port);
  await client.settled('BEGIN\ntransaction:t\nreceipt:1\n\n\0');
  await client.settled('SEND\ndestination:/a\ntransaction:t\nreceipt:2\n\nin 1\0');
  await client.settled('SEND\ndestination:/a\nreceipt:3\n\nout\0');
  await client.settled('SEND\ndestination:/a\ntransaction:t\nreceipt:4\n\nin 2\0');
  assert.deepEqual(heard, ['out']);
  await client.settled('COMMIT\ntransaction:t\nreceipt:5\n\n\0');
  assert.deepEqual(heard, ['out', 'in 1', 'in 2']);
});

test('the RECEIPT of COMMIT comes when all of its frames were handled', async () => {
  const work = [deferred<undefined>(), deferred<undefined>()];
  let begun = 0;
  await using started = await startServer(
    { onSend: () => work[begun++]?.promise },
    { limits: { inFlight: 1 } },
  );
  await using client = await RawClient.connected(started.port);
  client.write('BEGIN\ntransaction:t\n\n\0');
  for (const body of ['1', '2']) client.write(`SEND\ndestination:/a\ntransaction:t\n\n${body}\0`);
  client.write('COMMIT\ntransaction:t\nreceipt:c\n\n\0');
  await quiet();
  assert.equal(begun, 1);
  work[0]?.resolve(undefined);
  await quiet();
  assert.equal(begun, 2);
  assert.equal(client.waiting.length, 0);
  work[1]?.resolve(undefined);
  assert.equal((await client.next()).headers['receipt-id'], 'c');
});

test('ABORT forgets, and so does the end of the session', async () => {
  const heard: string[] = [];
  await using started = await startServer(recording(heard));
  await using client = await RawClient.connected(started.port);
  for (const end of ['ABORT\ntransaction:t\nreceipt:1\n\n\0', 'DISCONNECT\nreceipt:1\n\n\0']) {
    client.write('BEGIN\ntransaction:t\n\n\0SEND\ndestination:/a\ntransaction:t\n\nx\0');
    await client.settled(end);
  }
  assert.deepEqual(heard, []);
});

test('ACK and NACK wait for COMMIT too; after ABORT the message still waits for its ACK', async () => {
  const heard: string[] = [];
  await using started = await startServer({
    onAcknowledge: (_session, { kind, messageIds }) => {
      heard.push(`${kind} ${messageIds.join(' ')}`);
      return undefined;
    },
  });
  await using client = await RawClient.connected(started.port);
  await client.subscribe('s', '/a', 'ack:client-individual\n');
  started.server.publish('/a', { body: 'x', messageId: 'm1' });
  const { headers } = await client.next();
  await client.settled(`BEGIN\ntransaction:t\nreceipt:1\n\n\0`);
  await client.settled(`ACK\nid:${headers.ack}\ntransaction:t\nreceipt:2\n\n\0`);
  await client.settled(`ABORT\ntransaction:t\nreceipt:3\n\n\0`);
  assert.deepEqual(heard, []);
  await client.settled(`BEGIN\ntransaction:t\nreceipt:4\n\n\0`);
  await client.settled(`NACK\nid:${headers.ack}\ntransaction:t\nreceipt:5\n\n\0`);
  assert.deepEqual(heard, []);
  await client.settled(`COMMIT\ntransaction:t\nreceipt:6\n\n\0`);
  assert.deepEqual(heard, ['nack m1']);
});

test('a refusal inside a transaction answers for the COMMIT', async () => {
  await using started = await startServer({ onSend: () => refuse('no', 'No') });
  await using client = await RawClient.connected(started.port);
  await client.settled('BEGIN\ntransaction:t\nreceipt:1\n\n\0');
  await client.settled('SEND\ndestination:/a\ntransaction:t\nreceipt:2\n\nx\0');
  client.write('COMMIT\ntransaction:t\nreceipt:3\n\n\0');
  const { command, headers } = await client.next();
  assert.deepEqual([command, headers.code, headers['receipt-id']], ['ERROR', 'no', '3']);
});

test('several transactions are independent', async () => {
  const heard: string[] = [];
  await using started = await startServer(recording(heard));
  await using client = await RawClient.connected(started.port);
  client.write('BEGIN\ntransaction:a\n\n\0BEGIN\ntransaction:b\n\n\0');
  for (const id of ['a', 'b', 'a']) client.write(`SEND\ndestination:/x\ntransaction:${id}\n\n${id}\0`);
  client.write('COMMIT\ntransaction:b\n\n\0');
  await client.settled('COMMIT\ntransaction:a\nreceipt:1\n\n\0');
  assert.deepEqual(heard, ['b', 'a', 'a']);
});

const limits = { transactions: 2, transactionFrames: 3, transactionBytes: 100 };
const begin = (id: string) => `BEGIN\ntransaction:${id}\n\n\0`;
const send = (body: string) => `SEND\ndestination:/a\ntransaction:a\n\n${body}\0`;

test('open transactions, their frames and their bytes are limited', async () => {
  const attempts: [string, string][] = [
    [begin('a') + begin('b') + begin('c'), 'too-many-transactions'],
    [begin('a') + send('1').repeat(4), 'transaction-too-large'],
    [begin('a') + send('x'.repeat(101)), 'transaction-too-large'],
  ];
  await using started = await startServer({}, { limits });
  for (const [frames, code] of attempts) {
    await using client = await RawClient.connected(started.port);
    client.write(frames);
    assert.equal((await client.next()).headers.code, code);
  }
});

test('ended transactions make room again', async () => {
  await using started = await startServer({}, { limits });
  await using client = await RawClient.connected(started.port);
  for (const end of ['COMMIT', 'ABORT', 'COMMIT']) {
    client.write(begin('a') + send('x'.repeat(30)).repeat(3));
    await client.settled(`${end}\ntransaction:a\nreceipt:1\n\n\0`);
  }
});
