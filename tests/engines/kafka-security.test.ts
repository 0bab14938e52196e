import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { KafkaSetupError, kafkaOptions, openKafkaEventLog } from '../../backend/adapters/kafka/index.ts';
import { EngineUnavailable } from '../../backend/ports/index.ts';
import { collect, newTopic } from '../contract/event-log-collector.ts';
import { unique } from '../contract/subject.ts';
import { temporaryFolder } from '../support/maru-folder.ts';
import { KafkaCluster } from './kafka/kafka-cluster.ts';
import type { KafkaSecurity } from './kafka/kafka-security.ts';
import { appendSteadily } from './kafka/steady-appends.ts';

const run = promisify(execFile);

describe('Kafka, encrypted and with a login', () => {
  let cluster: KafkaCluster;
  let security: KafkaSecurity;
  before(async () => {
    cluster = await KafkaCluster.start({ secured: true });
    assert.ok(cluster.security);
    security = cluster.security;
  });
  after(() => cluster?.stop());

  function urlWith(query: string, { username, password } = security.login): string {
    const [name, secret] = [username, password].map(encodeURIComponent);
    return `kafka://${name}:${secret}@${cluster.brokers.join()}?${query}`;
  }

  /** The patience is for what cannot come right. */
  function open(query: string, login = security.login) {
    const options = kafkaOptions(urlWith(query, login));
    assert.ok(options);
    return openKafkaEventLog({ ...options, openWithin: 3_000 });
  }

  const says = (kind: typeof KafkaSetupError | typeof EngineUnavailable, words: RegExp) => (error: Error) => {
    assert.ok(error instanceof kind, String(error));
    assert.match(error.message, words);
    assert.ok(!error.message.includes('sesame'));
    return true;
  };
  const refusal = (words: RegExp) => says(KafkaSetupError, words);
  const away = (words: RegExp) => says(EngineUnavailable, words);

  test('a certificate that nobody vouches for keeps the brokers away, and it is said what to do', async () => {
    await assert.rejects(open('tls=1'), away(/certificate.*NODE_EXTRA_CA_CERTS/));
    // As NODE_EXTRA_CA_CERTS does for a process that starts.
    setDefaultCACertificates([...getCACertificates('default'), security.certificate]);
  });

  for (const mechanism of ['plain', 'scram-sha-256', 'scram-sha-512']) {
    test(`records go in and come out by ${mechanism}`, async () => {
      await using log = await open(`tls=1&mechanism=${mechanism}`);
      const topic = await newTopic(log, 2);
      await using seen = await collect(log, { topics: [topic], group: unique('group-') });
      await log.append([{ topic, key: 'key', value: `비밀 ${mechanism}` }]);
      await seen.have(1);
      assert.deepEqual(seen.values(), [`비밀 ${mechanism}`]);
    });

    test(`a wrong password is refused at once by ${mechanism}`, async () => {
      const wrong = { ...security.login, password: 'close-sesame' };
      await assert.rejects(open(`tls=1&mechanism=${mechanism}`, wrong), refusal(/login of the URL/));
    });
  }

  test('without a login, or without encryption, the brokers are away, and it is said what they may want', async () => {
    const { brokers } = cluster;
    await assert.rejects(
      openKafkaEventLog({ brokers, tls: true, openWithin: 3_000 }),
      away(/tls=1 or a login/),
    );
    await assert.rejects(open('mechanism=plain'), away(/tls=1 or a login/));
  });

  test('a process trusts the authority that NODE_EXTRA_CA_CERTS names', async () => {
    await using folder = await temporaryFolder();
    const environment = {
      MARU_EVENT_LOG: urlWith('tls=1&mechanism=scram-sha-512'),
      MARU_STORE: `embedded:${folder.path}`,
      MARU_LOG_INDEX: `embedded:${folder.path}`,
      NODE_EXTRA_CA_CERTS: security.trusted,
    };
    const { stdout } = await run(process.execPath, ['backend/doctor.ts'], {
      env: { ...process.env, ...environment },
    });
    assert.match(stdout, /^ok .*brokers: 3 brokers answer/m);
  });

  test('a leader that is killed costs a pause, and no record', async (context) => {
    await using log = await open('tls=1&mechanism=scram-sha-512');
    const topic = await newTopic(log, 4);
    await using seen = await collect(log, { topics: [topic], group: unique('group-') });
    const appends = appendSteadily(log, topic, 100);
    await seen.have(50);
    await cluster.killBroker(await cluster.leaderOf(topic, 0));
    const total = () => [...appends.acknowledged.values()].flat().length;
    await seen.have(total() + 300);
    await appends.stop();
    await seen.have(total());
    context.diagnostic(`longest pause: ${Math.round(appends.longestPause())} ms`);
    assert.deepEqual(appends.rejections, []);
    assert.equal(new Set(seen.values()).size, total());
  });
});
