import type { KafkaSecurity } from './kafka-security.ts';

export interface BrokerSettings {
  id: number;
  /** Client ports of all brokers, in the order of their ids. */
  ports: readonly number[];
  directory: string;
  /** How clients come in, and the brokers to each other; default: anybody, unencrypted. */
  security?: KafkaSecurity | undefined;
}

/** Where a broker talks to the other controllers. */
export const controllerPort = (port: number): number => port + 10_000;

/** server.properties of one broker that is also a controller (KRaft), on loopback only. */
export function brokerProperties({ id, ports, directory, security }: BrokerSettings): string {
  const port = ports[id - 1] ?? 0;
  const replicas = Math.min(ports.length, 3);
  const voters = ports.map((each, at) => `${at + 1}@127.0.0.1:${controllerPort(each)}`);
  return `process.roles=broker,controller
node.id=${id}
controller.quorum.voters=${voters.join(',')}
listeners=CLIENT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort(port)}
advertised.listeners=CLIENT://127.0.0.1:${port}
listener.security.protocol.map=CLIENT:${security ? 'SASL_SSL' : 'PLAINTEXT'},CONTROLLER:PLAINTEXT
inter.broker.listener.name=CLIENT
controller.listener.names=CONTROLLER
log.dirs=${directory}
${security?.properties('CLIENT') ?? ''}

unclean.leader.election.enable=false
auto.create.topics.enable=false
${replicated(replicas)}

# Quick failover (defaults: 9000 and 2000; 2000, 1000 and 1000).
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
controller.quorum.fetch.timeout.ms=1000
controller.quorum.election.timeout.ms=500
controller.quorum.election.backoff.max.ms=300
# A consumer that died is noticed after 3 s, a new group need not wait for more members (defaults: 6000 and 3000).
group.min.session.timeout.ms=1000
group.initial.rebalance.delay.ms=0
# Leadership goes back soon after a broker returns (defaults: 300 and 10).
leader.imbalance.check.interval.seconds=3
leader.imbalance.per.broker.percentage=0
${small}`;
}

const replicated = (replicas: number): string => {
  const insync = replicas < 3 ? 1 : 2;
  return `default.replication.factor=${replicas}
min.insync.replicas=${insync}
offsets.topic.replication.factor=${replicas}
offsets.topic.num.partitions=6
transaction.state.log.replication.factor=${replicas}
transaction.state.log.min.isr=${insync}
transaction.state.log.num.partitions=3
share.coordinator.state.topic.replication.factor=${replicas}
share.coordinator.state.topic.min.isr=${insync}
share.coordinator.state.topic.num.partitions=3`;
};

const small = `
# Small machine.
num.network.threads=2
num.io.threads=4
background.threads=2
num.recovery.threads.per.data.dir=1
log.cleaner.dedupe.buffer.size=16777216
log.segment.bytes=67108864
log.index.size.max.bytes=1048576
metadata.log.segment.bytes=8388608
`;
