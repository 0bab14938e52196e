/** What docker-compose.yml keeps from whom; no server is started here. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { ComposeFolder, type Project, repository, type Service } from './compose/compose-project.ts';

let full: Project;
let secrets: string[];
before(async () => {
  await using folder = await ComposeFolder.make('full');
  full = await folder.read();
  secrets = Object.values(await folder.environment());
});

const servicesOf = (project: Project): [string, Service][] => Object.entries(project.services);

test('passwords come from .env alone', () => {
  let found = 0;
  for (const [name, { environment = {} }] of servicesOf(full)) {
    for (const [key, value] of Object.entries(environment)) {
      const secret = /PASSWORD|SECRET|ENCRYPTIONKEY/.test(key)
        ? value
        : /\/\/[^/@]*:([^:@]*)@/.exec(value ?? '')?.[1];
      if (secret === undefined) continue;
      assert.ok(secrets.includes(secret ?? ''), `${key} of ${name}`);
      found++;
    }
  }
  assert.ok(found > 10);
});

test('only the web client, the front and Kibana are open to others', () => {
  const isLocal = (address: string | undefined) => address === '127.0.0.1';
  const ports = servicesOf(full).flatMap(([, { ports = [] }]) => ports);
  const published = (list: typeof ports) => list.map((port) => Number(port.published)).toSorted();
  assert.deepEqual(published(ports.filter(({ host_ip }) => !isLocal(host_ip))), [5601, 8080, 8081]);
  assert.deepEqual(
    published(ports.filter(({ host_ip }) => isLocal(host_ip))),
    [8082, 8083, 8084, 8085, 8086, 8087, 8088, 8089],
  );
  for (const { published, target } of ports) assert.equal(Number(published), target);
});

test('containers have limits and no privileges, come back when they fail, and may end in peace', () => {
  for (const [name, service] of servicesOf(full)) {
    const { memory, cpus, pids } = service.deploy?.resources?.limits ?? {};
    assert.ok(memory && cpus && pids, `${name} has no limits`);
    assert.deepEqual([service.cap_drop, service.cap_add], [['ALL'], undefined], name);
    assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
    assert.ok(!service.privileged, name);
    const isOneShot = service.restart === 'no';
    assert.ok(isOneShot || (service.restart === 'unless-stopped' && service.healthcheck?.test), name);
    const { volumes = [], stop_grace_period } = service;
    if (volumes.length > 0 || service.image === 'maru:local') assert.ok(stop_grace_period, name);
    if (service.image === 'maru:local') assert.ok(service.read_only, `${name} may write`);
  }
});

test('data lies in named volumes', () => {
  for (const [name, { volumes = [] }] of servicesOf(full)) {
    for (const { type, source = '' } of volumes) {
      assert.equal(type, 'volume', name);
      assert.ok(source in full.volumes, `${source} of ${name}`);
    }
  }
});

test('only who needs an engine is in its network, which leads nowhere else', () => {
  const members = (network: string) =>
    servicesOf(full)
      .flatMap(([name, { networks = {} }]) => (network in networks ? [name] : []))
      .toSorted();
  assert.deepEqual(members('stores'), ['abuse-detector', 'chat1', 'chat2', 'friend', 'mongodb', 'user']);
  assert.deepEqual(members('index'), [
    'elasticsearch',
    'kibana',
    'kibana-data-view',
    'kibana-user',
    'log-shipper',
  ]);
  for (const name of ['log', 'stores', 'index']) assert.equal(full.networks[name]?.internal, true);
});

const databases = { user: 'user', friend: 'friend', chat1: 'chat', chat2: 'chat', 'abuse-detector': 'abuse' };

test('each service has a database user of its own, made with the password that its servers have', async () => {
  const stores = servicesOf(full).flatMap(([name, { environment }]) =>
    environment?.MARU_STORE ? [[name, new URL(environment.MARU_STORE)] as const] : [],
  );
  assert.deepEqual(stores.map(([name]) => name).toSorted(), Object.keys(databases).toSorted());
  const made = await makeUsers(full.services.mongodb?.environment ?? {});
  for (const [name, url] of stores) {
    const database = `maru_${databases[name as keyof typeof databases]}`;
    assert.deepEqual([url.username, url.searchParams.get('authSource')], [database, database], name);
    assert.deepEqual(made.get(database), {
      user: database,
      pwd: url.password,
      roles: [{ role: 'readWrite', db: database }],
    });
  }
  assert.equal(new Set([...made.values()].map(({ pwd }) => pwd)).size, 4);
});

test('a missing password stops the making of users, and those that are there get the new one', async () => {
  await assert.rejects(makeUsers({ MONGODB_USER_PASSWORD: 'a' }), /no password for maru_friend/);
  const names = ['USER', 'FRIEND', 'CHAT', 'ABUSE'];
  const passwords = Object.fromEntries(names.map((name) => [`MONGODB_${name}_PASSWORD`, `new ${name}`]));
  const updated = await makeUsers(passwords, true);
  assert.equal(updated.get('maru_chat')?.pwd, 'new CHAT');
});

interface DatabaseUser {
  user?: string;
  pwd: string;
  roles: unknown;
}

/** What resources/containers/mongodb-users.js asks of the shell, by database. */
async function makeUsers(env: object, exists = false): Promise<Map<string, DatabaseUser>> {
  const script = join(repository, 'resources/containers/mongodb-users.js');
  const asked = new Map<string, DatabaseUser>();
  const getSiblingDB = (name: string) => ({
    getUser: () => (exists ? {} : null),
    createUser: (user: DatabaseUser) => asked.set(name, user),
    updateUser: (_: string, user: DatabaseUser) => asked.set(name, user),
  });
  runInNewContext(await readFile(script, 'utf8'), { db: { getSiblingDB }, process: { env }, Error });
  // Objects of another context are equal to none of this one.
  return structuredClone(asked);
}
