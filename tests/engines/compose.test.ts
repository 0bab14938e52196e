/** docker-compose.yml as docker compose understands it; no server is started here. */
import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ComposeFolder, type Project, repository, type Service } from './compose/compose-project.ts';

let folders: { full: ComposeFolder; minimal: ComposeFolder };
let full: Project;
let minimal: Project;
before(async () => {
  folders = { full: await ComposeFolder.make('full'), minimal: await ComposeFolder.make('minimal') };
  [full, minimal] = [await folders.full.read(), await folders.minimal.read()];
});
after(async () => {
  for (const folder of Object.values(folders ?? {})) await folder[Symbol.asyncDispose]();
});

const servicesOf = (project: Project): [string, Service][] => Object.entries(project.services);
const engines = ['kafka1', 'mongodb'];
const servers = ['abuse-detector', 'chat1', 'chat2', 'friend', 'front', 'user', 'web'];
const fullOnly = [
  'elasticsearch',
  'kafka2',
  'kafka3',
  'kibana',
  'kibana-data-view',
  'kibana-user',
  'log-shipper',
];

test('both profiles are valid by the Compose specification and start what they should', () => {
  assert.deepEqual(Object.keys(minimal.services).toSorted(), [...engines, ...servers].toSorted());
  assert.deepEqual(Object.keys(full.services).toSorted(), [...engines, ...servers, ...fullOnly].toSorted());
});

test('every variable is made by make-env.sh, and nothing starts without it', async () => {
  await using bare = await ComposeFolder.make();
  const text = await readFile(join(bare.path, 'docker-compose.yml'), 'utf8');
  const variables = [...text.matchAll(/(?<!\$)\$\{?(\w+)([^}]*)\}?/g)];
  const made = await folders.full.environment();
  for (const [, name = '', rest = ''] of variables) {
    assert.ok(made[name], `${name} is not in .env`);
    assert.match(rest, /^:\?/, `${name} may be empty or has a default`);
  }
  assert.ok(variables.length > 10);
  await assert.rejects(
    bare.read(),
    /MARU_SECRET is missing a value: run resources\/containers\/make-env\.sh/,
  );
});

test('.env is for its owner only, has secrets of its own each time and is not overwritten', async () => {
  const { full: one, minimal: other } = folders;
  assert.equal((await stat(one.environmentFile)).mode & 0o777, 0o600);
  const [made, also] = [await one.environment(), await other.environment()];
  const secrets = Object.keys(made).filter((name) => /SECRET|PASSWORD|_KEY$/.test(name));
  assert.deepEqual(secrets.toSorted(), [
    'ELASTIC_PASSWORD',
    'KIBANA_ENCRYPTION_KEY',
    'KIBANA_PASSWORD',
    'MARU_SECRET',
    'MONGODB_ABUSE_PASSWORD',
    'MONGODB_CHAT_PASSWORD',
    'MONGODB_FRIEND_PASSWORD',
    'MONGODB_PASSWORD',
    'MONGODB_USER_PASSWORD',
  ]);
  const values = [made, also].flatMap((each) => secrets.map((name) => each[name] ?? ''));
  for (const value of values) assert.match(value, /^[0-9a-f]{64}$/);
  assert.equal(new Set(values).size, values.length);
  assert.match(made.KAFKA_CLUSTER_ID ?? '', /^[A-Za-z0-9]{22}$/);
  await assert.rejects(one.makeEnvironment('full'), /there already/);
  assert.deepEqual(await one.environment(), made);
});

test('images are pinned, and one service builds the one of all servers', async () => {
  const own = servicesOf(full).filter(([, { image }]) => image === 'maru:local');
  assert.deepEqual(
    own.filter(([, { build }]) => build).map(([name]) => name),
    ['user'],
  );
  const foreign = servicesOf(full).flatMap(([, { image }]) => (image === 'maru:local' ? [] : [image]));
  const dockerfile = await readFile(join(repository, 'Dockerfile'), 'utf8');
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image = '']) => image);
  for (const image of [...foreign, ...bases]) assert.match(image, /:\d+\.\d+\.\d+(-[\w-]+)?$/);
  const { devDependencies } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
  assert.deepEqual([...new Set(bases)], [`node:${devDependencies.node}-trixie-slim`]);
  assert.match(dockerfile, /^USER node$/m);
});

test('whoever needs something waits until it is healthy, and shares a network with it', () => {
  for (const project of [full, minimal]) {
    for (const [name, { depends_on = {}, environment = {}, networks = {} }] of servicesOf(project)) {
      for (const [needed, { condition }] of Object.entries(depends_on)) {
        assert.notEqual(condition, 'service_started', `${name} after ${needed}`);
      }
      const named = Object.values(environment).flatMap((value) => value?.match(/[\w-]+(?=:\d)/g) ?? []);
      for (const host of named.filter((word) => word in project.services && word !== name)) {
        const shared = Object.keys(project.services[host]?.networks ?? {}).filter((each) => each in networks);
        assert.ok(shared.length > 0, `${name} and ${host}`);
      }
    }
  }
});

test('what a self-hoster adds to .env reaches the servers', async () => {
  await using folder = await ComposeFolder.make('minimal');
  const made = await readFile(folder.environmentFile, 'utf8');
  const changed = made.replace('#MARU_PUBLIC_URL', 'MARU_PUBLIC_URL').replace('0.0.0.0', '127.0.0.1');
  await writeFile(folder.environmentFile, changed);
  const { front, web } = (await folder.read()).services;
  assert.equal(front?.environment?.MARU_PUBLIC_URL, 'https://chat.example.org');
  assert.equal(web?.environment?.MARU_PUBLIC_URL, 'https://chat.example.org');
  for (const { host_ip } of [...(front?.ports ?? []), ...(web?.ports ?? [])])
    assert.equal(host_ip, '127.0.0.1');
});

test('the example of more servers in the operations page is valid, and says what it should', async () => {
  await using folder = await ComposeFolder.make('full');
  const page = await readFile(join(repository, 'docs/operations.md'), 'utf8');
  const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
  await writeFile(join(folder.path, 'docker-compose.override.yml'), example);
  const { services } = await folder.read();
  assert.deepEqual(services.chat3?.command, ['chat']);
  assert.deepEqual(services.chat3?.environment, services.chat1?.environment);
  assert.deepEqual(
    services.front2?.ports?.map(({ published, target }) => [published, target]),
    [
      ['8181', 8081],
      ['8182', 8082],
    ],
  );
  assert.equal(services.front2?.build, undefined);
});
