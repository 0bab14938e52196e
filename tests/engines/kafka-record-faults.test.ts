/** Records that servers cannot handle, on Kafka; and brokers that take less than Maru would send. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openKafkaEventLog } from '../../backend/adapters/kafka/index.ts';
import { RecordTooLarge } from '../../backend/ports/index.ts';
import { collect, newTopic } from '../contract/event-log-collector.ts';
import { recordFaultsSuite } from '../integration/record-faults.suite.ts';
import { KafkaCluster } from './kafka/kafka-cluster.ts';

/** Kafka's number for topics among the things that have a configuration. */
const topicResource = 2;

let cluster: KafkaCluster;
before(async () => {
  cluster = await KafkaCluster.start({ size: 1 });
});
after(() => cluster?.stop());

const openLog = () => openKafkaEventLog({ brokers: cluster.brokers, replication: 1 });

recordFaultsSuite('Kafka', openLog);

test('brokers that take little get many records in small parts, and refuse only what is too large by itself', async () => {
  await using log = await openLog();
  const topic = await newTopic(log, 1);
  const configEntries = [{ name: 'max.message.bytes', value: '10000' }];
  await cluster.withAdmin((admin) =>
    admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: topicResource, name: topic, configEntries }],
    }),
  );
  const append = (...values: string[]) => log.append(values.map((value) => ({ topic, key: 'key', value })));
  const values = [...Array(100).keys()].map((number) => String(number).padEnd(1_000, '.'));
  const results = await Promise.allSettled([
    append(...values.slice(0, 50)),
    append('x'.repeat(20_000)),
    ...values.slice(50).map((value) => append(value)),
  ]);
  const rejected = results.filter((result) => result.status === 'rejected');
  assert.equal(rejected.length, 1);
  assert.ok(rejected[0]?.reason instanceof RecordTooLarge, String(rejected[0]?.reason));
  await using seen = await collect(log, { topics: [topic] });
  await seen.have(100);
  assert.deepEqual(seen.values(), values);
});
