import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const script = new URL('../../support/stomp-broker.ts', import.meta.url).pathname;

export interface BrokerProcess extends AsyncDisposable {
  readonly url: string;
}

/** The open broker as a process of its own on a free port, with heart-beats short enough to wait for. */
export async function startBroker(heartBeat = 400): Promise<BrokerProcess> {
  const broker = spawn(process.execPath, [script, '--port', '0', '--heart-beat', `${heartBeat}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(broker, 'exit');
  const lines = createInterface({ input: broker.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), exited])) as [unknown];
  const url = /listening on (ws:\S+)/.exec(String(line))?.[1];
  if (url === undefined) throw new Error(`The broker did not start: ${line}`);
  return {
    url,
    async [Symbol.asyncDispose]() {
      broker.kill('SIGTERM');
      await exited;
    },
  };
}
