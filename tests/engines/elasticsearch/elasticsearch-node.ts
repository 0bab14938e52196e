import { join } from 'node:path';
import { type EngineProcess, freePort, startEngine } from '../engine-process.ts';

/** An Elasticsearch of the tests' own on the loopback. */
export interface ElasticsearchNode extends EngineProcess {
  url: string;
}

/** Starts a node, which is installed on demand (a large download). */
export async function startElasticsearchNode(given?: number): Promise<ElasticsearchNode> {
  const port = given ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const engine = await startEngine([join(import.meta.dirname, 'run.sh'), String(port)], () => answers(url));
  return { ...engine, url };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`)).ok;
  } catch {
    return false;
  }
}
