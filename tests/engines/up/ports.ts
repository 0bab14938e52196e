import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '../engine-process.ts';
import { controllerPort } from '../kafka/broker-properties.ts';

/** What listens, by the names that people are told; the numbers are those of docker-compose.yml. */
export const usualPorts = {
  web: 8080,
  front: 8081,
  'front health': 8082,
  'chat 1 health': 8083,
  'chat 2 health': 8084,
  'user health': 8085,
  'friend health': 8086,
  'abuse-detector health': 8087,
  'log-shipper health': 8088,
  'web health': 8089,
  MongoDB: 27_017,
  Elasticsearch: 9200,
} as const;

export type Ports = Record<keyof typeof usualPorts, number>;

/** The first of three Kafka brokers' ports; the others follow, and each has one for the controllers. */
export const usualKafkaPort = 9092;

/** Ports that nobody has, so that several of these may run beside each other. */
export async function freePorts(): Promise<Ports> {
  const found: Record<string, number> = {};
  for (const name of Object.keys(usualPorts)) {
    let port = await freePort();
    while (Object.values(found).includes(port)) port = await freePort();
    found[name] = port;
  }
  return found as Ports;
}

/** The usual ports that another program has, in words. */
export async function takenPorts(): Promise<string[]> {
  const brokers = [0, 1, 2].map((at) => usualKafkaPort + at);
  const kafka = brokers
    .flatMap((port) => [port, controllerPort(port)])
    .map((port) => ['Kafka', port] as const);
  const wanted = [...Object.entries(usualPorts), ...kafka];
  const taken = await Promise.all(wanted.map(async ([, port]) => !(await isFree(port))));
  return wanted.filter((_, at) => taken[at]).map(([name, port]) => `${port} (${name})`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
