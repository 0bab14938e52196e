import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KafkaSetupError } from './kafka-errors.ts';
import { settingsOf } from './kafka-options.ts';
import { kafkaOptions } from './kafka-url.ts';

test('a URL names brokers, 9092 being the default port', () => {
  assert.deepEqual(kafkaOptions('kafka://a:9092,b.example.org:9093,c/'), {
    brokers: ['a:9092', 'b.example.org:9093', 'c:9092'],
  });
});

test('login, encryption and what topics are created with come from the URL', () => {
  const query = 'tls=1&mechanism=scram-sha-512&replication=5&min-insync=3&session-timeout=6000';
  assert.deepEqual(kafkaOptions(`kafka://ma%40ru:p%3Aw%2F@a:9093?${query}`), {
    brokers: ['a:9093'],
    sasl: { mechanism: 'scram-sha-512', username: 'ma@ru', password: 'p:w/' },
    tls: true,
    replication: 5,
    minInsync: 3,
    sessionTimeout: 6_000,
  });
});

test('URLs of other engines are left to them', () => {
  assert.equal(kafkaOptions('embedded:./data'), undefined);
  assert.equal(kafkaOptions('mongodb://localhost'), undefined);
});

for (const [url, complaint] of [
  ['kafka:', /looks like/],
  ['kafka://', /looks like/],
  ['kafka://a:9092,', /"" .* is not host:port/],
  ['kafka://a:port', /"a:port"/],
  ['kafka://a?replicas=2', /unknown setting "replicas"/],
  ['kafka://a?replication=0', /replication .* not "0"/],
  ['kafka://a?tls=maybe', /tls .* not "maybe"/],
  ['kafka://user:secret@a?mechanism=md5', /mechanism .* not "md5"/],
  ['kafka://a?mechanism=plain', /needs user:password@/],
  ['kafka://secret@a', /user:password@/],
  ['kafka://user:secret%@a', /%25/],
] as const) {
  test(`${url.replace('secret', '…')} is refused in words, without the password`, () => {
    assert.throws(
      () => kafkaOptions(url),
      (error: Error) =>
        error instanceof KafkaSetupError &&
        complaint.test(error.message) &&
        !error.message.includes('secret'),
    );
  });
}

test('by default three replicas are made, two of which have to have a record', () => {
  const { replication, minInsync } = settingsOf({ brokers: ['a:9092'] });
  assert.deepEqual([replication, minInsync], [3, 2]);
  assert.equal(settingsOf({ brokers: ['a:9092'], replication: 1 }).minInsync, 1);
});
