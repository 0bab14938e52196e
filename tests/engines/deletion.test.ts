import { strict as assert } from 'node:assert';
import { after, test } from 'node:test';
import { Client } from '@elastic/elasticsearch';
import { Mongoose } from 'mongoose';
import { openElasticsearchLogIndex } from '../../backend/adapters/elasticsearch/index.ts';
import { openMongoUserStores } from '../../backend/adapters/mongo/index.ts';
import { completed, deleteAccount, live, secretWords } from '../support/maru-deletion.ts';
import { startTestMaru } from '../support/maru-server.ts';
import { startElasticsearchNode } from './elasticsearch/elasticsearch-node.ts';
import { startMongoServer } from './mongo/mongo-server.ts';

const [mongo, elasticsearch] = await Promise.all([startMongoServer(), startElasticsearchNode()]);
after(() => Promise.all([mongo.stop(), elasticsearch.stop()]));

const services = ['user', 'friend', 'chat', 'front', 'log-shipper', 'abuse-detector'] as const;
const databases = ['maru_user', 'maru_friend', 'maru_chat', 'maru_abuse'];

/** Everything that lies in the databases and in the log index, a text for each document, by where it lies. */
async function everything(): Promise<{ place: string; text: string }[]> {
  const found: { place: string; text: string }[] = [];
  for (const name of databases) {
    const connection = await new Mongoose().createConnection(mongo.url, { dbName: name }).asPromise();
    for (const { name: collection } of (await connection.db?.listCollections().toArray()) ?? [])
      for (const document of await connection.collection(collection).find().toArray())
        found.push({ place: `${name} ${collection}`, text: JSON.stringify(document) });
    await connection.close();
  }
  const client = new Client({ node: elasticsearch.url });
  await client.indices.refresh({ index: 'logs-maru.*' });
  const { hits } = await client.search({ index: 'logs-maru.*', size: 10_000 });
  for (const hit of hits.hits) found.push({ place: 'logs', text: JSON.stringify(hit._source) });
  await client.close();
  return found;
}

test('nothing of a deleted user is left in MongoDB and Elasticsearch', async () => {
  const environment = {
    MARU_STORE: mongo.url,
    MARU_LOG_INDEX: elasticsearch.url,
    MARU_SECRET: 'a secret of thirty-two characters or more',
    MARU_REQUEST_TIMEOUT: '4000',
  };
  await using maru = await startTestMaru({ services, environment });
  await using stores = await openMongoUserStores({ url: mongo.url });
  await using index = await openElasticsearchLogIndex({ url: elasticsearch.url });
  const leaving = await maru.person('떠나는사람');
  const others = [await maru.person('친구'), await maru.person('셋째')] as const;
  await live([leaving, ...others], {
    keepAlert: (alert) => stores.alerts.addAlerts([alert]),
    keepLine: (userId) =>
      index.add([
        { id: 'a line', timestamp: Date.now(), service: 'test', level: 'info', message: 'A line', userId },
      ]),
  });
  const words = ['떠나는사람', leaving.userId, leaving.sessionId, ...secretWords];
  const leftovers = async () =>
    (await everything()).filter(({ text }) => words.some((word) => text.includes(word)));
  const places = new Set((await leftovers()).map(({ place }) => place.split(' ')[0]));
  for (const place of ['maru_user', 'maru_friend', 'maru_chat', 'logs'])
    assert.ok(places.has(place), `the test leaves traces in ${place}`);
  const { deletionId } = await deleteAccount(leaving);
  await completed(maru, deletionId);
  assert.deepEqual(await leftovers(), []);
});
