import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse, type StompSession } from './index.ts';
import { RawClient } from './test-support/raw-client.ts';
import { quiet, startServer } from './test-support/start-server.ts';

async function startWithSessions() {
  const sessions: StompSession<string>[] = [];
  const ends: string[] = [];
  const started = await startServer({
    onConnect: (session) => sessions.push(session),
    onClose: (_session, { by, code, message }) => ends.push(`${by} ${code} ${message}`.trim()),
  });
  return { started, sessions, ends };
}

test('a session can be ended with an ERROR', async () => {
  const { started, sessions, ends } = await startWithSessions();
  await using _ = started;
  await using client = await RawClient.connected(started.port);
  await client.subscribe('1', '/a');
  started.server.publish('/a', { body: 'last' });
  sessions[0]?.close(
    refuse('session-ended', 'Logged out elsewhere', { headers: { retryable: 'false' }, closeCode: 4003 }),
  );
  sessions[0]?.close({ closeCode: 1012 });
  assert.equal(sessions[0]?.open, false);
  assert.equal((await client.next()).body, 'last');
  const { headers } = await client.next();
  assert.deepEqual([headers.code, headers.retryable], ['session-ended', 'false']);
  assert.deepEqual(await client.closed, { code: 4003, reason: 'Logged out elsewhere' });
  assert.deepEqual(ends, ['server session-ended Logged out elsewhere']);
});

test('a session can be ended with a plain close code and a hint', async () => {
  const { started, sessions, ends } = await startWithSessions();
  await using _ = started;
  await using client = await RawClient.connected(started.port);
  sessions[0]?.close({ closeCode: 1012, hint: 'come back in 2 s' });
  assert.deepEqual(await client.closed, { code: 1012, reason: 'come back in 2 s' });
  assert.equal(client.waiting.length, 0);
  assert.deepEqual(ends, ['server closed come back in 2 s']);
});

test('a client that closes the WebSocket without DISCONNECT has ended the session too', async () => {
  const { started, ends } = await startWithSessions();
  await using _ = started;
  const client = await RawClient.connected(started.port);
  client.socket.close(1000, 'bye');
  await client.closed;
  await quiet();
  assert.deepEqual(ends, ['client closed bye']);
});

test('the server can be closed: everybody gets 1012, nobody new comes in', async () => {
  const { started, ends } = await startWithSessions();
  await using _ = started;
  const clients = await Promise.all([1, 2, 3].map(() => RawClient.connected(started.port)));
  await using unconnected = await RawClient.open(started.port);
  const closing = started.server.close();
  for (const client of [...clients, unconnected]) assert.equal((await client.closed).code, 1012);
  await closing;
  assert.equal(started.server.counters.connections, 0);
  assert.equal(ends.length, 3);
  await assert.rejects(RawClient.open(started.port), /503/);
});

test('closing does not wait for a client that does not answer', async () => {
  const { started } = await startWithSessions();
  await using _ = started;
  await using client = await RawClient.connected(started.port);
  client.socket.pause();
  const start = performance.now();
  await started.server.close({ closeCode: 1001 }, 50);
  assert.ok(performance.now() - start < 1_000);
  client.socket.resume();
});

test('the sessions of a server can be listed', async () => {
  const { started, sessions } = await startWithSessions();
  await using _ = started;
  await using unconnected = await RawClient.open(started.port);
  await using client = await RawClient.connected(started.port);
  assert.deepEqual([...started.server.sessions()], sessions);
  assert.equal(started.server.counters.connections, 2);
  assert.equal(started.server.counters.sessions, 1);
  await client[Symbol.asyncDispose]();
  await unconnected[Symbol.asyncDispose]();
  await quiet();
  assert.deepEqual([...started.server.sessions()], []);
});
