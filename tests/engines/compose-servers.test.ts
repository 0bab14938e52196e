/**
 * The servers of docker-compose.yml, started as it says: commands, environment, order and health checks are the file's own;
 * hosts and ports become local ones. Two people talk through them.
 */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { type RoomId, subscribeTo } from '../../backend/contract/index.ts';
import { newMessageId, Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';
import { ComposeFolder } from './compose/compose-project.ts';
import { ComposedStack } from './compose/composed-stack.ts';
import { ImageFolder } from './compose/image-folder.ts';

let image: ImageFolder;
let folder: ComposeFolder;
let stack: ComposedStack;
let files: string[];
before(async () => {
  image = await ImageFolder.make();
  files = await readdir(image.path, { recursive: true });
  folder = await ComposeFolder.make('full');
  stack = await ComposedStack.up(await folder.read(), image);
});
after(async () => {
  for (const resource of [stack, folder, image]) await resource?.[Symbol.asyncDispose]();
});

test('two people sign up, become friends and talk by REST and STOMP', () => talk(stack.url(8_081)));

test('both chat servers take their part of the rooms', async () => {
  const [jimin, hana] = [await Person.join(stack.url(8_081)), await Person.join(stack.url(8_081))];
  const rooms: RoomId[] = [];
  await until(
    'work on both chat servers',
    async () => {
      const { roomId } = await jimin.groupRoom([hana]);
      rooms.push(roomId);
      await jimin.say(roomId, '여기 누구 있어요?');
      const counts = await Promise.all([8_083, 8_084].map((port) => batches(stack.url(port))));
      return counts.every((count) => count > 0);
    },
    60_000,
  );
  assert.equal((await hana.call('rooms', { query: {} })).rooms.length, rooms.length);
});

test('the page is told where the front is', async () => {
  const page = await fetch(stack.url(8_080));
  assert.match(await page.text(), /<div id="root">/);
  const { frontUrl } = (await (await fetch(`${stack.url(8_080)}/configuration.json`)).json()) as {
    frontUrl: string;
  };
  assert.equal(frontUrl, 'http://127.0.0.1:8081');
});

test('the servers’ logs can be searched in Elasticsearch, and Kibana may log in', async () => {
  const { ELASTIC_PASSWORD, KIBANA_PASSWORD } = await folder.environment();
  const ask = async (user: string, path: string) => {
    const authorization = `Basic ${Buffer.from(user).toString('base64')}`;
    return (await fetch(`${stack.url(9_200)}${path}`, { headers: { authorization } })).json();
  };
  await until(
    'logs of all servers',
    async () => {
      const search = `/logs-maru.*/_search?size=0&filter_path=aggregations&source_content_type=application/json&source=${encodeURIComponent(
        JSON.stringify({ aggs: { services: { terms: { field: 'service.name', size: 20 } } } }),
      )}`;
      await ask(`elastic:${ELASTIC_PASSWORD}`, '/logs-maru.*/_refresh');
      const { aggregations } = (await ask(`elastic:${ELASTIC_PASSWORD}`, search)) as Search;
      const names = aggregations?.services.buckets.map(({ key }) => key) ?? [];
      return ['abuse-detector', 'chat', 'friend', 'front', 'user', 'web'].every((name) =>
        names.includes(name),
      );
    },
    30_000,
  );
  const kibana = (await ask(`kibana_system:${KIBANA_PASSWORD}`, '/_security/_authenticate')) as {
    username: string;
  };
  assert.equal(kibana.username, 'kibana_system');
});

test('every server ends in peace when it is stopped, and has written nothing beside itself', async () => {
  const running = [...stack.servers.values()].filter(({ isRunning }) => isRunning);
  assert.equal(running.length, 8);
  const codes = await Promise.all(
    running.map(async (server) => [server.name, await server.stop(), server.output] as const),
  );
  for (const [name, code, output] of codes) assert.equal(code, 0, `${name}: ${output}`);
  assert.deepEqual((await readdir(image.path, { recursive: true })).toSorted(), files.toSorted());
});

test('the profile minimal, with one broker and no log search, carries a talk as well', async () => {
  await stack[Symbol.asyncDispose]();
  await using small = await ComposeFolder.make('minimal');
  await using minimal = await ComposedStack.up(await small.read(), image);
  await talk(minimal.url(8_081));
});

async function talk(front: string): Promise<void> {
  const [jimin, hana] = [await Person.join(front, '지민'), await Person.join(front, '하나')];
  await jimin.call('addFriend', { params: { userId: hana.userId } });
  const { roomId } = await jimin.directRoom(hana);
  await using device = await hana.connect();
  await device.subscribe(subscribeTo.room(roomId));
  const first = await jimin.say(roomId, '안녕, 하나!');
  assert.equal(await device.say(roomId, '지민아 반가워', newMessageId()), 'receipt');
  await until('both messages', () => device.messages(roomId).length === 2);
  assert.deepEqual(await jimin.history(roomId), device.messages(roomId));
  assert.equal(device.messages(roomId)[0]?.messageId, first.messageId);
}

interface Search {
  aggregations?: { services: { buckets: { key: string }[] } };
}

/** Batches of requests that a chat server has handled. */
async function batches(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const counts = metrics.matchAll(/^maru_consumer_batch_records_count\{group="chat".*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
