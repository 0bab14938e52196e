import { KafkaSetupError } from './kafka-errors.ts';
import type { KafkaEventLogOptions, KafkaSasl } from './kafka-options.ts';

const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
const example = 'kafka://host:9092,host:9093';

/**
 * The options that a URL gives; undefined when it is of another engine.
 *
 * `kafka://[user:password@]host[:9092][,host…][?tls=1&mechanism=scram-sha-512&replication=3&min-insync=2&session-timeout=3000]`
 *
 * A wrong one is a KafkaSetupError; it never repeats the password.
 */
export function kafkaOptions(url: string): KafkaEventLogOptions | undefined {
  if (!url.startsWith('kafka:')) return undefined;
  const parts = /^kafka:\/\/(?:([^/?#]*)@)?([^/?#@]+)\/?(?:\?([^#]*))?$/.exec(url);
  if (!parts) throw new KafkaSetupError(`A Kafka URL looks like ${example}.`);
  const [, login, hosts = '', query = ''] = parts;
  const settings = querySettings(query);
  const sasl = login === undefined ? undefined : saslOf(login, settings.mechanism ?? 'plain');
  if (settings.mechanism && !sasl)
    throw new KafkaSetupError('A Kafka URL with a mechanism needs user:password@ before its hosts.');
  const { mechanism: _, ...rest } = settings;
  return { brokers: hosts.split(',').map(brokerOf), ...(sasl ? { sasl } : {}), ...rest };
}

function brokerOf(host: string): string {
  const parts = /^([\w.-]+)(?::(\d{1,5}))?$/.exec(host);
  if (!parts)
    throw new KafkaSetupError(`"${host}" in the Kafka URL is not host:port; it looks like ${example}.`);
  return `${parts[1]}:${parts[2] ?? 9092}`;
}

function saslOf(login: string, mechanism: KafkaSasl['mechanism']): KafkaSasl {
  const [username = '', password] = login.split(':').map(decoded);
  if (!username || password === undefined)
    throw new KafkaSetupError('The login of a Kafka URL is user:password@, with %-escapes where needed.');
  return { mechanism, username, password };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new KafkaSetupError('The login of the Kafka URL has a % that is no escape; write %25 for it.');
  }
}

type QuerySettings = Pick<KafkaEventLogOptions, 'tls' | 'replication' | 'minInsync' | 'sessionTimeout'> & {
  mechanism?: KafkaSasl['mechanism'];
};

function querySettings(query: string): QuerySettings {
  const settings: QuerySettings = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === 'tls') settings.tls = flagOf(name, value);
    else if (name === 'mechanism') settings.mechanism = mechanismOf(value);
    else if (name === 'replication') settings.replication = countOf(name, value);
    else if (name === 'min-insync') settings.minInsync = countOf(name, value);
    else if (name === 'session-timeout') settings.sessionTimeout = countOf(name, value);
    else throw new KafkaSetupError(`The Kafka URL has an unknown setting "${name}".`);
  }
  return settings;
}

function flagOf(name: string, value: string): boolean {
  if (value === '1' || value === 'true') return true;
  if (value === '0' || value === 'false') return false;
  throw new KafkaSetupError(`${name} in the Kafka URL is 1 or 0, not "${value}".`);
}

function countOf(name: string, value: string): number {
  if (/^[1-9]\d{0,6}$/.test(value)) return Number(value);
  throw new KafkaSetupError(`${name} in the Kafka URL is a whole number from 1 on, not "${value}".`);
}

function mechanismOf(value: string): KafkaSasl['mechanism'] {
  const found = mechanisms.find((mechanism) => mechanism === value);
  if (found) return found;
  throw new KafkaSetupError(`mechanism in the Kafka URL is one of ${mechanisms.join(', ')}, not "${value}".`);
}
