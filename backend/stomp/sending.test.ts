import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse, type SentMessage } from './index.ts';
import { RawClient } from './test-support/raw-client.ts';
import { deferred, quiet, startServer } from './test-support/start-server.ts';

test('the application gets destination, headers and the exact bytes', async () => {
  const sent: SentMessage[] = [];
  await using started = await startServer({
    onSend: (_session, message) => {
      sent.push(message);
      return undefined;
    },
  });
  await using client = await RawClient.connected(started.port);
  const head = Buffer.from('SEND\ndestination:/a\nx-y:1\\c2\ncontent-length:4\nreceipt:1\n\n');
  client.write(Buffer.concat([head, Buffer.from([0, 255, 0, 10, 0])]));
  assert.equal((await client.next()).command, 'RECEIPT');
  assert.equal(sent[0]?.destination, '/a');
  assert.equal(sent[0]?.headers['x-y'], '1:2');
  assert.deepEqual([...(sent[0]?.body ?? [])], [0, 255, 0, 10]);
});

test('frames may be joined in one WebSocket message and cut anywhere', async () => {
  const bodies: string[] = [];
  await using started = await startServer({
    onSend: (_session, { body }) => {
      bodies.push(body.toString());
      return undefined;
    },
  });
  await using client = await RawClient.connected(started.port);
  const bytes = Buffer.from(
    '\nSEND\ndestination:/a\n\n하나\0\r\n\nSEND\ndestination:/a\ncontent-length:3\n\n2\0b\0\n',
  );
  for (let cut = 0; cut <= bytes.length; cut++) {
    client.write(bytes.subarray(0, cut));
    client.write(bytes.subarray(cut));
  }
  await client.settled('SEND\ndestination:/a\nreceipt:1\n\nend\0');
  assert.deepEqual(bodies, [
    ...Array.from({ length: bytes.length + 1 }, () => ['하나', '2\0b']).flat(),
    'end',
  ]);
});

test('a RECEIPT comes only when the handler resolved; SENDs start in order and finish as they like', async () => {
  const begun: string[] = [];
  const work = new Map<string, PromiseWithResolvers<undefined>>();
  await using started = await startServer({
    onSend: (_session, { body }) => {
      begun.push(body.toString());
      const unfinished = deferred<undefined>();
      work.set(body.toString(), unfinished);
      return unfinished.promise;
    },
  });
  await using client = await RawClient.connected(started.port);
  for (const body of ['1', '2', '3']) client.write(`SEND\ndestination:/a\nreceipt:${body}\n\n${body}\0`);
  await quiet();
  assert.deepEqual(begun, ['1', '2', '3']);
  assert.equal(client.waiting.length, 0);
  for (const body of ['3', '1', '2']) {
    work.get(body)?.resolve(undefined);
    assert.equal((await client.next()).headers['receipt-id'], body);
  }
});

test('a refused SEND is an ERROR and the end of the session', async () => {
  await using started = await startServer({ onSend: async () => refuse('too-fast', 'Slow down') });
  await using client = await RawClient.connected(started.port);
  client.write('SEND\ndestination:/a\nreceipt:1\n\n\0');
  const { headers } = await client.next();
  assert.deepEqual([headers.code, headers.message, headers['receipt-id']], ['too-fast', 'Slow down', '1']);
  assert.equal((await client.closed).code, 1008);
});

test('a refusal that keeps the session gives neither RECEIPT nor ERROR', async () => {
  await using started = await startServer({
    onSend: async (_session, { body }) =>
      body.length > 0 ? refuse('muted', 'Not now', { keepSession: true }) : undefined,
  });
  await using client = await RawClient.connected(started.port);
  client.write('SEND\ndestination:/a\nreceipt:1\n\nx\0');
  client.write('SEND\ndestination:/a\nreceipt:2\n\n\0');
  assert.equal((await client.next()).headers['receipt-id'], '2');
});

test('an application without onSend takes nothing', async () => {
  await using started = await startServer({ onSend: undefined });
  await using client = await RawClient.connected(started.port);
  client.write('SEND\ndestination:/a\n\n\0');
  assert.equal((await client.next()).headers.code, 'not-allowed');
});

test('with enough unfinished work the socket is not read any further', async () => {
  let begun = 0;
  let unfinished = deferred<undefined>();
  await using started = await startServer(
    {
      onSend: () => {
        begun += 1;
        return unfinished.promise;
      },
    },
    { limits: { inFlight: 4 } },
  );
  await using client = await RawClient.connected(started.port);
  const body = 'x'.repeat(100_000);
  for (let index = 0; index < 400; index++) client.write(`SEND\ndestination:/a\n\n${body}\0`);
  await quiet(200);
  assert.equal(begun, 4);
  // 40 MB were written; most of them must still be on the client's side of the socket.
  assert.ok(client.socket.bufferedAmount > 20_000_000, `${client.socket.bufferedAmount}`);
  const first = unfinished;
  unfinished = deferred();
  first.resolve(undefined);
  await quiet(50);
  assert.equal(begun, 8);
  unfinished.resolve(undefined);
  await client.settled('SEND\ndestination:/a\nreceipt:end\n\n\0');
  assert.equal(begun, 401);
});

test('frames behind the limit that came in the same bytes wait as well, in order', async () => {
  const begun: string[] = [];
  await using started = await startServer(
    {
      onSend: async (_session, { body }) => {
        begun.push(body.toString());
        await quiet(1);
        return undefined;
      },
    },
    { limits: { inFlight: 2 } },
  );
  await using client = await RawClient.connected(started.port);
  const bodies = Array.from({ length: 50 }, (_, index) => `${index}`);
  client.write(bodies.map((body) => `SEND\ndestination:/a\n\n${body}\0`).join(''));
  await client.settled('DISCONNECT\nreceipt:bye\n\n\0');
  assert.deepEqual(begun, bodies);
});

test('DISCONNECT has its RECEIPT after all that went before it, then the connection is closed', async () => {
  const unfinished = deferred<undefined>();
  const ends: string[] = [];
  await using started = await startServer({
    onSend: () => unfinished.promise,
    onClose: (_session, { by, code }) => ends.push(`${by} ${code}`),
  });
  await using client = await RawClient.connected(started.port);
  client.write(
    'SEND\ndestination:/a\nreceipt:1\n\n\0DISCONNECT\nreceipt:2\n\n\0SEND\ndestination:/late\n\n\0',
  );
  await quiet();
  assert.equal(client.waiting.length, 0);
  unfinished.resolve(undefined);
  assert.equal((await client.next()).headers['receipt-id'], '1');
  assert.equal((await client.next()).headers['receipt-id'], '2');
  assert.equal((await client.closed).code, 1000);
  assert.deepEqual(ends, ['client disconnect']);
});

test('RECEIPTs are given on every frame, and CONNECT has none', async () => {
  await using started = await startServer();
  await using client = await RawClient.connected(started.port, '1.2', 'receipt:0\n');
  for (const frame of [
    'SUBSCRIBE\nid:1\ndestination:/a\n',
    'BEGIN\ntransaction:t\n',
    'SEND\ndestination:/b\ntransaction:t\n',
    'ACK\nid:1-1-1\n',
    'NACK\nid:whatever\n',
    'COMMIT\ntransaction:t\n',
    'BEGIN\ntransaction:t\n',
    'ABORT\ntransaction:t\n',
    'UNSUBSCRIBE\nid:1\n',
  ]) {
    await client.settled(`${frame}receipt:a\\cb\n\n\0`);
  }
});

test('a session that ended in the middle of a handler gets no receipt, and nothing breaks', async () => {
  const unfinished = deferred<undefined>();
  await using started = await startServer({ onSend: () => unfinished.promise });
  const client = await RawClient.connected(started.port);
  client.write('SEND\ndestination:/a\nreceipt:1\n\n\0');
  await quiet();
  client.socket.terminate();
  await quiet();
  unfinished.resolve(undefined);
  await quiet();
  assert.deepEqual(started.bugs, []);
  assert.equal(started.server.counters.connections, 0);
});
