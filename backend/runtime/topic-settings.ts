import { deadLetterTopic, type Topic, type TopicSpec, topics } from '../contract/index.ts';
import type { TopicSettings } from '../ports/index.ts';

/** Settings of every topic, each with its dead-letter twin. */
export function topicSettings(partitions: number): TopicSettings[] {
  const names = Object.entries(topics) as [Topic, TopicSpec][];
  return names.flatMap(([name, { retention, compacted = false, ephemeral = false }]) => [
    { name, partitions, retention, compacted, ephemeral },
    { name: deadLetterTopic(name), partitions: 1, retention },
  ]);
}
