/** A member of a group in a process of its own, to be killed: `node member.ts broker,broker topic group`. Tells its parent. */
import { openKafkaEventLog } from '../../../backend/adapters/kafka/index.ts';

const [brokers = '', topic = '', group = ''] = process.argv.slice(2);
await using log = await openKafkaEventLog({ brokers: brokers.split(',') });
await using reader = await log.read({
  topics: [topic],
  group,
  async onBatch({ partition, records }) {
    process.send?.({ partition, values: records.map(({ value }) => value) });
  },
});
await reader.ready();
process.send?.({ ready: true });
await new Promise((resolve) => process.once('disconnect', resolve));
