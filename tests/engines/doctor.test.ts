/** `npm run doctor` on Kafka, MongoDB and Elasticsearch. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { Mongoose } from 'mongoose';
import { openElasticsearchLogIndex } from '../../backend/adapters/elasticsearch/index.ts';
import { type KafkaEventLog, kafkaOptions, openKafkaEventLog } from '../../backend/adapters/kafka/index.ts';
import { openMongoUserStores } from '../../backend/adapters/mongo/index.ts';
import { examine, lineOf } from '../../backend/doctor.ts';
import { topicSettings } from '../../backend/runtime/index.ts';
import { type ElasticsearchNode, startElasticsearchNode } from './elasticsearch/elasticsearch-node.ts';
import { freePort } from './engine-process.ts';
import { KafkaCluster } from './kafka/kafka-cluster.ts';
import { type MongoServer, startMongoServer } from './mongo/mongo-server.ts';

/** Kafka's number for topics among the things that have a configuration. */
const topicResource = 2;

describe('the doctor on real engines', () => {
  let kafka: KafkaCluster;
  let mongo: MongoServer;
  let elasticsearch: ElasticsearchNode;
  let settings: Record<string, string>;
  before(async () => {
    [kafka, mongo, elasticsearch] = await Promise.all([
      KafkaCluster.start({ size: 1 }),
      startMongoServer(),
      startElasticsearchNode(),
    ]);
    settings = {
      MARU_EVENT_LOG: `${kafka.url}?replication=1&min-insync=1`,
      MARU_STORE: mongo.url,
      MARU_LOG_INDEX: elasticsearch.url,
      MARU_SECRET: 'a secret that only the tests have',
      MARU_PARTITIONS: '2',
    };
  });
  after(async () => {
    for (const engine of [kafka, mongo, elasticsearch]) await engine?.[Symbol.asyncDispose]();
  });

  const linesOf = async (more: Record<string, string> = {}, names: readonly string[] = []) =>
    (await examine(names, { ...settings, ...more })).map(lineOf);
  const has = (lines: readonly string[], line: RegExp) =>
    assert.ok(
      lines.some((each) => line.test(each)),
      `${line} in\n${lines.join('\n')}`,
    );

  test('engines that are new are no problem, and stay as they are', async () => {
    const lines = await linesOf();
    has(lines, /^ok .*brokers: 1 brokers answer/);
    has(lines, /^warning .*topics: 32 are not there.* → any server makes them/);
    has(lines, /^ok .*database maru_chat: has no collections/);
    has(lines, /^warning .*index template: logs-maru is not there/);
    has(lines, /^ok .*clock of the log index: \d+ ms/);
    assert.ok(!lines.some((line) => line.startsWith('problem')), lines.join('\n'));
    assert.deepEqual(await kafka.withAdmin((admin) => admin.listTopics()), ['__consumer_offsets']);
  });

  test('engines as servers make them are well; lag and dead letters are counted', async () => {
    const index = await openElasticsearchLogIndex({ url: elasticsearch.url });
    await index[Symbol.asyncDispose]();
    await (await openMongoUserStores({ url: mongo.url }))[Symbol.asyncDispose]();
    await using log = await openKafkaEventLog(kafkaOptions(settings.MARU_EVENT_LOG ?? '') as never);
    await log.createTopics(topicSettings(2));
    await leaveBehind(log);
    const lines = await linesOf();
    has(lines, /^ok .*topics: 32 of 32 are as wanted/);
    has(lines, /^warning .*group chat: 1200 records to read, 1200 of them in kakao\.chat\.EVENT →/);
    has(lines, /^warning .*dead letters: 2 in kakao\.chat\.EVENT-dlt →/);
    has(lines, /^ok .*database maru_user: \d+ collections have every unique index/);
    has(lines, /^ok .*index template: logs-maru is there/);
    assert.equal(lines.filter((line) => !line.startsWith('ok ')).length, 2, lines.join('\n'));
  });

  test('a topic that somebody changed is named, with what puts it right', async () => {
    const configEntries = [
      { name: 'min.insync.replicas', value: '1' },
      { name: 'cleanup.policy', value: 'delete' },
      { name: 'retention.ms', value: '1000' },
      { name: 'segment.ms', value: '21600000' },
    ];
    await kafka.withAdmin((admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          { type: topicResource, name: 'kakao.chat.room.REQUEST', configEntries },
          { type: topicResource, name: 'kakao.user.EVENT', configEntries },
        ],
      }),
    );
    const lines = await linesOf({ MARU_PARTITIONS: '3' });
    has(
      lines,
      /^warning .*topic kakao\.chat\.room\.REQUEST: retention\.ms is 1000, not 86400000 → kafka-configs\.sh .*--add-config retention\.ms=86400000$/,
    );
    has(lines, /^problem .*topic kakao\.user\.EVENT: cleanup\.policy is delete, not compact/);
    has(lines, /^warning .*topic kakao\.friend\.EVENT: has 2 partitions, not 3 → set MARU_PARTITIONS=2/);
    has(await linesOf({ MARU_EVENT_LOG: kafka.url }), /^problem .*brokers: 1 brokers answer, topics have 3/);
  });

  test('a lost unique index is a problem', async () => {
    const connection = new Mongoose().createConnection(mongo.url, { dbName: 'maru_friend' });
    await connection.asPromise();
    await connection.db?.collection('friends').insertOne({ userId: 'a', friendUserId: randomUUID() });
    await connection.close();
    const lines = await linesOf({}, ['friend']);
    has(
      lines,
      /^problem .*database maru_friend: lacks unique indexes: friends \{"userId":1,"friendUserId":1\} →/,
    );
    assert.ok(!lines.some((line) => line.includes('maru_user')));
  });

  test('engines that are away are problems that name their settings, soon', async () => {
    const port = await freePort();
    const begin = performance.now();
    const lines = await linesOf({
      MARU_EVENT_LOG: `kafka://127.0.0.1:${port}`,
      MARU_STORE: `mongodb://me:sesame@127.0.0.1:${port}`,
      MARU_LOG_INDEX: `http://me:sesame@127.0.0.1:${port}`,
    });
    for (const name of ['MARU_EVENT_LOG', 'MARU_STORE', 'MARU_LOG_INDEX'])
      has(lines, new RegExp(`^problem .*${name}: .*127\\.0\\.0\\.1:${port}`));
    assert.ok(!lines.join().includes('sesame'));
    assert.ok(performance.now() - begin < 20_000);
  });

  async function leaveBehind(log: KafkaEventLog): Promise<void> {
    const topic = 'kakao.chat.EVENT';
    await log.append([{ topic, key: 'room', value: 'first' }]);
    await using reader = await log.read({ topics: [topic], group: 'chat', onBatch: async () => {} });
    await reader.caughtUp();
    await reader.stop();
    await log.append([...Array(1_200).keys()].map((number) => ({ topic, key: 'room', value: `${number}` })));
    await log.append([1, 2].map((number) => ({ topic: `${topic}-dlt`, key: 'room', value: `${number}` })));
  }
});
