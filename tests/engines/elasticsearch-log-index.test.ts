import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Client } from '@elastic/elasticsearch';
import { v7 } from 'uuid';
import { openElasticsearchLogIndex, type Rejection } from '../../backend/adapters/elasticsearch/index.ts';
import { EngineUnavailable, type LogEntry } from '../../backend/ports/index.ts';
import { logIndexSuite } from '../contract/log-index.suite.ts';
import { unique } from '../contract/subject.ts';
import { startElasticsearchNode } from './elasticsearch/elasticsearch-node.ts';
import { freePort } from './engine-process.ts';

const node = await startElasticsearchNode();
after(() => node.stop());

const entry = (given: Partial<LogEntry> = {}): LogEntry => ({
  id: v7(),
  timestamp: Date.now(),
  service: 'chat',
  level: 'info',
  message: 'Something happened',
  ...given,
});

// Before the others: a template that is in use cannot be deleted.
describe('Elasticsearch that lost everything', () => {
  test('a template that was deleted comes back by itself', async () => {
    await using index = await openElasticsearchLogIndex({ url: node.url, namespace: unique('n') });
    await using client = closing(new Client({ node: node.url }));
    await client.indices.deleteIndexTemplate({ name: 'logs-maru' });
    const one = entry({ service: 'restored' });
    await index.add([one]);
    await index.refresh();
    assert.deepEqual(await index.search({ service: 'restored', limit: 5 }), [one]);
  });
});

logIndexSuite('Elasticsearch', async () => {
  const index = await openElasticsearchLogIndex({ url: node.url, namespace: unique('n') });
  return { port: index, close: async () => index[Symbol.asyncDispose]() };
});

describe('Elasticsearch as a log index', () => {
  const namespace = unique('n');
  const streamOf = (service: string): string => `logs-maru.${service}-${namespace}`;

  test('each service has a data stream of its own, mapped by the template', async () => {
    await using index = await openElasticsearchLogIndex({ url: node.url, namespace });
    await using client = closing(new Client({ node: node.url }));
    await index.add([entry({ service: 'front' }), entry({ service: 'abuse-detector', message: 'Watching' })]);
    const mappings = await client.indices.getMapping({ index: `logs-maru.*-${namespace}` });
    const names = Object.keys(mappings).map((name) => name.replace(/-[\d.]+-\d+$/, ''));
    assert.deepEqual(names.sort(), [`.ds-${streamOf('abuse_detector')}`, `.ds-${streamOf('front')}`]);
    for (const { mappings: mapping } of Object.values(mappings)) assert.equal(mapping.dynamic, 'strict');
    await index.refresh();
    const [found] = await index.search({ service: 'abuse-detector', limit: 5 });
    assert.equal(found?.message, 'Watching');
  });

  test('an entry that comes again after a rollover is found once', async () => {
    await using index = await openElasticsearchLogIndex({ url: node.url, namespace });
    await using client = closing(new Client({ node: node.url }));
    const one = entry({ service: 'rolling' });
    await index.add([one]);
    await client.indices.rollover({ alias: streamOf('rolling') });
    await index.add([one]);
    await index.refresh();
    assert.deepEqual(await index.search({ service: 'rolling', limit: 5 }), [one]);
  });

  test('an entry that can never be taken is told, and its neighbours are stored', async () => {
    const rejections: Rejection[] = [];
    const onRejected = (given: readonly Rejection[]) => void rejections.push(...given);
    await using index = await openElasticsearchLogIndex({ url: node.url, namespace, onRejected });
    const [before, behind] = [entry({ service: 'picky' }), entry({ service: 'picky', timestamp: 1 })];
    const bad = entry({ id: 'x'.repeat(600), service: 'picky' });
    await index.add([before, bad, behind]);
    await index.refresh();
    assert.deepEqual(await index.search({ service: 'picky', limit: 5 }), [before, behind]);
    assert.deepEqual(
      rejections.map(({ id }) => id),
      [bad.id],
    );
    assert.match(rejections[0]?.reason ?? '', /too long/);
  });

  test('texts of every kind come back as they were', async () => {
    await using index = await openElasticsearchLogIndex({ url: node.url, namespace });
    const deep = { a: { 'b.c': [{ d: '' }, null, 1e21] }, long: '가'.repeat(40_000) };
    const odd = entry({ service: 'odd', message: '\u0000 \ud800 👩‍👩‍👧‍👦 "\\ud800"\n', fields: deep });
    await index.add([odd]);
    await index.refresh();
    const [found] = await index.search({ service: 'odd', limit: 5 });
    assert.deepEqual(found?.fields, odd.fields);
    assert.equal(found?.message.toWellFormed(), odd.message.toWellFormed());
  });

  test('a server that freezes is EngineUnavailable; afterwards nothing is lost or doubled', async () => {
    await using index = await openElasticsearchLogIndex({ url: node.url, namespace, timeout: 1_000 });
    const entries = Array.from({ length: 50 }, (_, at) => entry({ service: 'frozen', timestamp: at }));
    await index.add(entries.slice(0, 10));
    node.pause();
    try {
      await assert.rejects(
        index.add(entries),
        isAway(/^Elasticsearch at 127\.0\.0\.1:\d+ does not answer; check/),
      );
      await assert.rejects(index.search({ limit: 1 }), EngineUnavailable);
    } finally {
      node.resume();
    }
    await index.add(entries);
    await index.refresh();
    assert.deepEqual(await index.search({ service: 'frozen', limit: 100 }), entries.reverse());
  });

  test('a server that is not there is one sentence without the password', async () => {
    const url = `http://maru:secret@127.0.0.1:${await freePort()}`;
    await assert.rejects(openElasticsearchLogIndex({ url }), isAway(/does not answer; check that it runs/));
  });

  test('another server at the address is one sentence', async () => {
    const { createServer } = await import('node:http');
    const server = createServer((_, response) => void response.end('{}')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    try {
      await assert.rejects(
        openElasticsearchLogIndex({ url: `http://127.0.0.1:${port}` }),
        isAway(/is not Elasticsearch/),
      );
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

const isAway = (sentence: RegExp) => (error: unknown) => {
  assert.ok(error instanceof EngineUnavailable, String(error));
  assert.match(error.message, sentence);
  assert.doesNotMatch(error.message, /secret|\n/);
  return true;
};

const closing = (client: Client): Client & AsyncDisposable =>
  Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
