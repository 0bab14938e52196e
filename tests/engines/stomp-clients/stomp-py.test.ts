/** Python's stomp.py over WebSocket against the open broker. Installs it into a cache; without it the test fails. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type BrokerProcess, startBroker } from './broker-process.ts';
import { cache, passedChecks, run } from './run-program.ts';

const folder = join(import.meta.dirname, 'stomp-py');

/** Installs to a name of its own first, so that a broken installation is never taken for a whole one. */
async function install(): Promise<string> {
  const requirements = join(folder, 'requirements.txt');
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const target = join(cache, `python-${digest}`);
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  await mkdir(cache, { recursive: true });
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--target',
    partial,
    '-r',
    requirements,
  ];
  await run('python3', pip, { minutes: 5 });
  await rename(partial, target).catch(() => rm(partial, { recursive: true }));
  return target;
}

let broker: BrokerProcess;
let packages: string;
before(async () => {
  packages = await install();
  broker = await startBroker();
});
after(() => broker?.[Symbol.asyncDispose]());

for (const mode of ['text', 'binary']) {
  test(`stomp.py, ${mode} messages`, async () => {
    const { hostname, port, pathname } = new URL(broker.url);
    const env = { PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: '1' };
    const output = await run('python3', [join(folder, 'checks.py'), hostname, port, pathname, mode], { env });
    assert.equal(passedChecks(output).length, 10, output);
  });
}
