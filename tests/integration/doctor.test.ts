/** `npm run doctor` on the embedded engines, as the process that people start. */
import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openEmbeddedEventLog } from '../../backend/adapters/embedded/index.ts';
import { topicSettings } from '../../backend/runtime/index.ts';
import { temporaryFolder } from '../support/maru-folder.ts';
import { quietSettings, startTestMaru } from '../support/maru-server.ts';

const doctor = fileURLToPath(new URL('../../backend/doctor.ts', import.meta.url));

const settingsIn = (directory: string): Record<string, string> => ({
  ...quietSettings(directory),
  MARU_LOG_INDEX: `embedded:${directory}`,
});

/** What it prints, and its exit code. */
function run(environment: Record<string, string>, names: readonly string[] = []) {
  return new Promise<{ code: number; lines: string[]; errors: string }>((resolve) => {
    const env = { ...environment, PATH: process.env.PATH };
    const child = execFile(process.execPath, [doctor, ...names], { env }, (_error, output, errors) => {
      resolve({ code: child.exitCode ?? -1, lines: output.trimEnd().split('\n'), errors });
    });
  });
}

const worse = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('ok '));

test('before the first start all is well, and nothing is made', async () => {
  await using folder = await temporaryFolder();
  const { code, lines, errors } = await run(settingsIn(join(folder.path, 'data')));
  assert.deepEqual([code, errors, worse(lines)], [0, '', []]);
  assert.ok(lines.some((line) => /data folder .*data: is made at the first start/.test(line)));
  assert.deepEqual(await readdir(folder.path), []);
});

test('a Maru that runs is looked at without being disturbed', async () => {
  await using maru = await startTestMaru({
    services: ['user', 'friend', 'chat', 'front', 'web', 'abuse-detector'],
  });
  const jimin = await maru.person();
  const { roomId } = await jimin.call('createRoom', { body: { kind: 'self' } });
  await jimin.say(roomId, '안녕');
  const { code, lines } = await run(settingsIn(maru.directory));
  assert.deepEqual([code, worse(lines)], [0, []]);
  for (const line of [
    /^ok .*chat\.sqlite: opens/,
    /^ok .*group chat: \d+ records/,
    /^ok .*dead letters: none/,
  ])
    assert.ok(
      lines.some((each) => line.test(each)),
      `${line} in ${lines.join('\n')}`,
    );
  assert.equal((await jimin.say(roomId, '아직 있지?')).seq, 2);
});

test('dead letters and a group that is far behind are warnings with a number', async () => {
  await using folder = await temporaryFolder();
  {
    await using log = await openEmbeddedEventLog({ directory: folder.path });
    await log.createTopics(topicSettings(4));
    const topic = 'kakao.chat.chatMessage.REQUEST';
    await using reader = await log.read({ topics: [topic], group: 'chat', onBatch: async () => {} });
    await log.append([{ topic, key: 'room', value: '{}' }]);
    await reader.caughtUp();
    await reader.stop();
    await log.append([...Array(1_500).keys()].map((number) => ({ topic, key: 'room', value: `${number}` })));
    await log.append([1, 2, 3].map((n) => ({ topic: `${topic}-dlt`, key: 'room', value: `${n}` })));
  }
  const { code, lines } = await run(settingsIn(folder.path));
  assert.equal(code, 0);
  assert.deepEqual(
    worse(lines).map((line) => line.replace(/ →.*/, '')),
    [
      'warning  group chat: 1500 records to read, 1500 of them in kakao.chat.chatMessage.REQUEST',
      'warning  dead letters: 3 in kakao.chat.chatMessage.REQUEST-dlt',
    ],
  );
  assert.ok(worse(lines).every((line) => line.includes(' → ')));
});

test('a folder that cannot be written is a problem', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'file');
  await writeFile(file, '');
  const { code, lines } = await run(settingsIn(join(file, 'data')));
  assert.equal(code, 1);
  assert.ok(lines.some((line) => /^problem .*cannot be written →/.test(line)));
});

test('a lost index and a damaged file are problems', async () => {
  await using folder = await temporaryFolder();
  await (await startTestMaru({ directory: folder.path }))[Symbol.asyncDispose]();
  {
    using sql = new DatabaseSync(join(folder.path, 'chat.sqlite'));
    sql.exec('DROP INDEX messages_by_seq');
  }
  await writeFile(
    join(folder.path, 'friend.sqlite'),
    'this is no database, whatever it is called '.repeat(100),
  );
  await writeFile(join(folder.path, 'secret'), 'short');
  const { code, lines } = await run(settingsIn(folder.path));
  assert.equal(code, 1);
  const problems = lines.filter((line) => line.startsWith('problem '));
  for (const problem of [/chat\.sqlite: lacks index messages_by_seq/, /friend\.sqlite/, /MARU_SECRET/])
    assert.ok(
      problems.some((line) => problem.test(line)),
      `${problem} in ${lines.join('\n')}`,
    );
  assert.equal(problems.length, 3);
  const { code: ofUser } = await run({ ...settingsIn(folder.path), MARU_SECRET: 'x'.repeat(32) }, ['user']);
  assert.equal(ofUser, 0, 'only what the user server needs');
});

test('wrong settings and unknown servers are one line', async () => {
  await using folder = await temporaryFolder();
  for (const [settings, names, line] of [
    [{ MARU_PARTITIONS: '0' }, [], /^maru: .*MARU_PARTITIONS/],
    [{}, ['mail'], /^maru: There is no server mail\. Usage/],
  ] as const) {
    const { code, errors } = await run({ ...settingsIn(folder.path), ...settings }, names);
    assert.equal(code, 1);
    assert.match(errors, line);
    assert.match(errors, /^.+\n$/);
  }
  const { code, lines } = await run({ ...settingsIn(folder.path), MARU_STORE: 'oracle://me:secret@host' });
  assert.equal(code, 1);
  assert.ok(lines.some((line) => /^problem .*MARU_STORE/.test(line)));
  assert.ok(!lines.join().includes('secret@'));
});
