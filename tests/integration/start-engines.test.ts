/** Wrong URLs, engines that are not there and engines that let nobody in, as processes: one line, exit code 1, soon. */
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { httpServer, type Impostor, lockedMongo, silentServer, upAfter } from '../support/impostors.ts';
import { MaruChild } from '../support/maru-child.ts';
import { type Folder, temporaryFolder } from '../support/maru-folder.ts';
import { quietSettings } from '../support/maru-server.ts';
import { inParallel, until } from '../support/maru-wait.ts';

const serviceOf = { MARU_EVENT_LOG: 'web', MARU_STORE: 'user', MARU_LOG_INDEX: 'log-shipper' } as const;
type Setting = keyof typeof serviceOf;

/** Stands in URLs as a password, so that it can be looked for where it may not be. */
const password = 'sesame';

let folder: Folder;
let silent: Impostor;
let closed: string;
let starts = 0;
before(async () => {
  folder = await temporaryFolder();
  silent = await silentServer();
  const gone = await silentServer();
  closed = gone.address;
  await gone[Symbol.asyncDispose]();
  await writeFile(join(folder.path, 'file'), '');
});
after(async () => {
  for (const resource of [folder, silent]) await resource?.[Symbol.asyncDispose]();
});

/** What a server says that cannot start with this URL. */
async function lastWords(setting: Setting, url: string): Promise<string> {
  const data = join(folder.path, `data-${starts++}`);
  const settings = { ...quietSettings(data), MARU_SECRET: 'x'.repeat(32) };
  const environment = {
    ...settings,
    MARU_START_PATIENCE: '700',
    // As the image has it: kafkajs asks for timers in the past.
    NODE_OPTIONS: '--disable-warning=TimeoutNegativeWarning',
    [setting]: url,
  };
  await using child = MaruChild.spawn(environment, [serviceOf[setting]]);
  await until(`the end of a server with ${setting}=${url}`, () => child.over, 20_000);
  assert.equal(await child.exit(), 1, child.errors);
  assert.match(child.errors, /^maru: .+\n$/, 'one line');
  assert.ok(!child.errors.includes(password), child.errors);
  return child.errors;
}

type Case = readonly [setting: Setting, url: string, reason: RegExp];

/** Several at a time: most of it is waiting. */
async function names(...cases: readonly Case[]): Promise<void> {
  await inParallel(cases, 4, async ([setting, url, reason]) => {
    const words = await lastWords(setting, url);
    assert.match(words, new RegExp(`^maru: ${setting}: `));
    assert.match(words, reason, url);
  });
}

const settings = Object.keys(serviceOf) as Setting[];

test('a data folder that cannot be written', async () => {
  const url = `embedded:${join(folder.path, 'file', 'data')}`;
  await names(...settings.map((setting) => [setting, url, /cannot be (made|opened|written)/] as const));
});

test('a URL of no engine, or of another one', async () => {
  const known = /no engine has such a URL; known are/;
  await names(...settings.map((setting) => [setting, 'redis://me:sesame@somewhere', known] as const), [
    'MARU_EVENT_LOG',
    'mongodb://somewhere',
    known,
  ]);
});

test('a URL that is not well-formed', async () => {
  await names(
    ['MARU_EVENT_LOG', `kafka:/me:${password}@host`, /looks like kafka:\/\//],
    ['MARU_EVENT_LOG', `kafka://me:${password}@host:port`, /is not host:port/],
    ['MARU_EVENT_LOG', `kafka://${closed}?replicas=3`, /unknown setting "replicas"/],
    ['MARU_STORE', `mongodb://me:${password}@host:port`, /address of MongoDB/],
    ['MARU_STORE', `mongodb://me:${password}/x@host`, /address of MongoDB/],
    ['MARU_STORE', `mongodb://me:${password}@${closed}/?nonsense=1`, /address of MongoDB/],
    ['MARU_LOG_INDEX', `http://me:${password}@[host`, /is not a valid URL/],
  );
});

test('a port where nobody listens, a server that says nothing, a host that is not there', async () => {
  const check = /[Cc]heck that/;
  const addresses = [closed, silent.address, 'maru-nowhere.invalid:9999'];
  await names(
    ...addresses.flatMap((address): Case[] => [
      ['MARU_EVENT_LOG', `kafka://${address}`, check],
      ['MARU_STORE', `mongodb://me:${password}@${address}`, check],
      ['MARU_LOG_INDEX', `http://me:${password}@${address}`, check],
    ]),
  );
});

test('an engine that lets nobody in, and another program in its place', async () => {
  await using mongo = await lockedMongo();
  const product = { 'x-elastic-product': 'Elasticsearch' };
  const error = { type: 'security_exception' };
  await using unknown = await httpServer(401, { error, status: 401 }, product);
  await using forbidden = await httpServer(403, { error, status: 403 }, product);
  await using other = await httpServer(200, { hello: 'world' });
  const refused = /refused the user; check name(,| and) password/;
  await names(
    ['MARU_STORE', `mongodb://me:${password}@${mongo.address}/?authSource=admin`, refused],
    ['MARU_LOG_INDEX', `http://me:${password}@${unknown.address}`, refused],
    ['MARU_LOG_INDEX', `http://me:${password}@${forbidden.address}`, refused],
    ['MARU_LOG_INDEX', `http://${other.address}`, /is not Elasticsearch/],
  );
});

test('a server that starts before its engine waits for it', async () => {
  let asked = 0;
  await using engine = await upAfter(() => ++asked > 3);
  const settings = { ...quietSettings(join(folder.path, 'waiting')), MARU_LOG_LEVEL: 'info' };
  const url = `http://${engine.address}`;
  await using child = MaruChild.spawn({ ...settings, MARU_LOG_INDEX: url }, ['log-shipper']);
  await until('the server to be ready', () => child.output.includes('Maru is ready.'), 20_000);
  assert.ok(asked > 3);
  assert.equal(await child.end('SIGTERM'), 0, child.errors);
});

test('a server that has nothing to do yet goes on running', async () => {
  await using child = MaruChild.spawn(
    { ...quietSettings(join(folder.path, 'idle')), MARU_LOG_LEVEL: 'info' },
    ['chat'],
  );
  await until('the server to be ready', () => child.output.includes('Maru is ready.'), 20_000);
  const over = once(child.process, 'exit', { signal: AbortSignal.timeout(1_000) });
  await assert.rejects(over, { name: 'AbortError' });
  assert.equal(await child.end('SIGTERM'), 0, child.errors);
});
