import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type EngineProcess, freePort, startEngine } from '../engine-process.ts';

/** A MongoDB server of the tests' own on the loopback. */
export interface MongoServer extends EngineProcess {
  url: string;
}

/** A server that somebody else runs: the tests use it instead of their own where they need not stop it. */
export const givenMongoUrl = process.env.MARU_TEST_MONGO_URL;

/** Starts a `mongod` from the PATH, or else an in-memory server that speaks its protocol and is installed on demand. */
export async function startMongoServer(given?: number): Promise<MongoServer> {
  const port = given ?? (await freePort());
  const command = [join(import.meta.dirname, 'run.sh'), String(port)];
  const engine = await startEngine(command, () => accepts(port));
  return { ...engine, url: `mongodb://127.0.0.1:${port}` };
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
