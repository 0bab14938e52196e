/** The brokers of docker-compose.yml against those that the Kafka adapter is tested on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ComposeFolder } from './compose/compose-project.ts';
import { brokerProperties } from './kafka/broker-properties.ts';

for (const [profile, names] of [
  ['full', ['kafka1', 'kafka2', 'kafka3']],
  ['minimal', ['kafka1']],
] as const) {
  test(`the brokers of the profile ${profile} have the settings of those that Maru is tested on`, async () => {
    await using folder = await ComposeFolder.make(profile);
    const { services } = await folder.read();
    const ports = names.map((_, at) => 9_092 + at);
    const voters = names.map((name, at) => `${at + 1}@${name}:${19_092 + at}`).join();
    for (const [at, name] of names.entries()) {
      const composed = settingsOf(services[name]?.environment ?? {});
      const directory = '/var/lib/kafka/data';
      const tested = propertiesOf(brokerProperties({ id: at + 1, ports, directory }));
      assert.deepEqual(withoutAddresses(composed), withoutAddresses(tested), name);
      assert.equal(composed['advertised.listeners'], `CLIENT://${name}:${ports[at]}`);
      assert.equal(composed.listeners, `CLIENT://:${ports[at]},CONTROLLER://:${19_092 + at}`);
      assert.equal(composed['controller.quorum.voters'], voters);
    }
  });
}

/** The properties that the image makes of its environment. */
function settingsOf(environment: Readonly<Record<string, string | null>>): Record<string, unknown> {
  const settings = Object.entries(environment).filter(
    ([name]) => name.startsWith('KAFKA_') && name !== 'KAFKA_HEAP_OPTS',
  );
  return Object.fromEntries(
    settings.map(([name, value]) => [name.slice('KAFKA_'.length).toLowerCase().replaceAll('_', '.'), value]),
  );
}

function propertiesOf(text: string): Record<string, unknown> {
  return Object.fromEntries(
    [...text.matchAll(/^([^#=\n]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
}

const withoutAddresses = (properties: Record<string, unknown>) =>
  Object.entries(properties)
    .filter(([name]) => !/listeners$|voters$/.test(name))
    .sort();
