import type { KafkaCluster } from '../engines/kafka/kafka-cluster.ts';
import { persistently } from './chaos-patience.ts';

export interface PartitionEnd {
  topic: string;
  partition: number;
  /** The offset after the last record. */
  end: number;
}

/** Where every partition of some topics ends. kafkajs's administrator stumbles where leaders have just moved, so it is asked again. */
export function endsOf(kafka: KafkaCluster, isWanted: (topic: string) => boolean): Promise<PartitionEnd[]> {
  return persistently(() =>
    kafka.withAdmin(async (admin) => {
      const ends: PartitionEnd[] = [];
      for (const topic of (await admin.listTopics()).filter(isWanted))
        for (const { partition, high } of await admin.fetchTopicOffsets(topic))
          ends.push({ topic, partition, end: Number(high) });
      return ends;
    }),
  );
}
