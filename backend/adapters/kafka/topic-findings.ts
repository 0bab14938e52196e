import type { ITopicConfig, ITopicMetadata } from 'kafkajs';
import type { Finding } from '../../ports/index.ts';

/** Topics against how they would be created now: one line for those that are right, one for each that is not. */
export function topicFindings(
  wanted: readonly ITopicConfig[],
  found: ReadonlyMap<string, ITopicMetadata>,
  settings: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Finding[] {
  const missing = wanted.filter(({ topic }) => !found.has(topic)).map(({ topic }) => topic);
  const wrong = wanted.flatMap((topic) => {
    const metadata = found.get(topic.topic);
    return metadata ? differences(topic, metadata, settings.get(topic.topic) ?? new Map()) : [];
  });
  const subjects = new Set(wrong.map(({ subject }) => subject));
  const right = wanted.length - missing.length - subjects.size;
  const all: Finding = {
    verdict: 'ok',
    subject: 'topics',
    seen: `${right} of ${wanted.length} are as wanted`,
  };
  return [all, ...(missing.length > 0 ? [missingTopics(missing)] : []), ...wrong];
}

const missingTopics = (missing: readonly string[]): Finding => ({
  verdict: 'warning',
  subject: 'topics',
  seen: `${missing.length} are not there: ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ', …' : ''}`,
  advice: 'any server makes them when it starts',
});

function differences(
  wanted: ITopicConfig,
  { name, partitions }: ITopicMetadata,
  settings: ReadonlyMap<string, string>,
): Finding[] {
  const subject = `topic ${name}`;
  const findings: Finding[] = [];
  const add = (verdict: Finding['verdict'], seen: string, advice: string) =>
    findings.push({ verdict, subject, seen, advice });
  const { numPartitions = 1, replicationFactor = 1, configEntries = [] } = wanted;
  if (partitions.some(({ leader }) => leader < 0))
    add('problem', 'has partitions that no broker leads', 'start the brokers that are missing');
  else if (partitions.some(({ isr, replicas }) => isr.length < replicas.length))
    add('warning', 'has replicas that are behind', 'look whether every broker runs');
  if (partitions.length !== numPartitions)
    add(
      'warning',
      `has ${partitions.length} partitions, not ${numPartitions}`,
      partitionAdvice(partitions.length),
    );
  const replicas = Math.min(...partitions.map(({ replicas }) => replicas.length));
  if (replicas !== replicationFactor)
    add(
      'warning',
      `has ${replicas} replicas, not ${replicationFactor}`,
      'kafka-reassign-partitions.sh changes that',
    );
  const changed = configEntries.filter(({ name: setting, value }) => settings.get(setting) !== value);
  if (changed.length > 0)
    add(
      changed.some(({ name: setting }) => promises.includes(setting)) ? 'problem' : 'warning',
      changed.map((entry) => `${entry.name} is ${settings.get(entry.name)}, not ${entry.value}`).join('; '),
      alteration(name, changed),
    );
  return findings;
}

/** Settings without which an acknowledged record may be lost, or the last state of a user. */
const promises = ['min.insync.replicas', 'cleanup.policy'];

const partitionAdvice = (found: number): string =>
  `set MARU_PARTITIONS=${found}, or add partitions as docs/operations.md says under “More partitions”`;

const alteration = (topic: string, entries: readonly { name: string; value: string }[]): string =>
  `kafka-configs.sh --bootstrap-server HOST:9092 --alter --entity-type topics --entity-name ${topic} --add-config ${entries
    .map(({ name, value }) => `${name}=${value}`)
    .join(',')}`;
