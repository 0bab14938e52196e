/**
 * Kafka by hand: `node tests/engines/kafka/main.ts [brokers] [first port]` starts brokers and keeps them until Ctrl-C.
 * Meanwhile a line on standard input does something to one of them: `kill 2`, `boot 2`, `pause 1`, `resume 1`.
 */
import { createInterface } from 'node:readline/promises';
import { KafkaCluster } from './kafka-cluster.ts';

const [size = '3', port = '9092'] = process.argv.slice(2);
await using cluster = await KafkaCluster.start({ size: Number(size), port: Number(port) });
console.log(`${cluster.url} is up; kill, boot, pause or resume a broker by its number, or end with Ctrl-C.`);

const commands: Record<string, (id: number) => Promise<void> | void> = {
  kill: (id) => cluster.killBroker(id),
  boot: (id) => cluster.bootBroker(id),
  pause: (id) => cluster.pause(id),
  resume: (id) => cluster.resume(id),
};

const input = createInterface({ input: process.stdin });
process.once('SIGINT', () => input.close());
process.once('SIGTERM', () => input.close());
for await (const line of input) {
  const [name = '', id] = line.trim().split(/\s+/);
  const command = commands[name];
  if (!command) console.log(`Not known: ${line}. Try ${Object.keys(commands).join(', ')}.`);
  else await Promise.resolve(command(Number(id))).then(() => console.log('done'), console.error);
}
