/** Go's go-stomp over WebSocket against the open broker. Go downloads and builds it; without it the test fails. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type BrokerProcess, startBroker } from './broker-process.ts';
import { cache, passedChecks, run } from './run-program.ts';

const program = join(cache, 'go-stomp-checks');

let broker: BrokerProcess;
before(async () => {
  await mkdir(cache, { recursive: true });
  const cwd = join(import.meta.dirname, 'go-stomp');
  await run('go', ['build', '-mod=readonly', '-buildvcs=false', '-o', program, '.'], { cwd, minutes: 5 });
  broker = await startBroker();
});
after(() => broker?.[Symbol.asyncDispose]());

for (const version of ['1.0', '1.1', '1.2']) {
  for (const mode of ['text', 'binary']) {
    test(`go-stomp, STOMP ${version}, ${mode} messages`, async () => {
      const output = await run(program, [broker.url, version, mode]);
      assert.equal(passedChecks(output).length, 9, output);
    });
  }
}
