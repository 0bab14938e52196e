import { after, before, describe } from 'node:test';
import { openKafkaEventLog } from '../../backend/adapters/kafka/index.ts';
import { eventLogSuite } from '../contract/event-log.suite.ts';
import { KafkaCluster } from './kafka/kafka-cluster.ts';

describe('Kafka with three brokers', () => {
  let cluster: KafkaCluster;
  before(async () => {
    cluster = await KafkaCluster.start();
  });
  after(() => cluster?.stop());

  eventLogSuite('Kafka', async () => {
    const open = () => openKafkaEventLog({ brokers: cluster.brokers });
    let log = await open();
    return {
      port: log,
      async reopen() {
        await log[Symbol.asyncDispose]();
        log = await open();
        return log;
      },
      close: () => log[Symbol.asyncDispose](),
    };
  });
});
