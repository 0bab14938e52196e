import { createServer, type RequestListener } from 'node:http';
import { listen } from './listen.ts';
import type { Metrics } from './metrics.ts';

/** Whether the server can do its work now; a rejection or `false` makes /readyz answer 503. */
export type ReadyCheck = () => Promise<boolean> | boolean;

interface HealthServerOptions {
  host: string;
  port: number;
  metrics: Metrics;
  /** By name, so that /readyz says which one fails. */
  checks: Readonly<Record<string, ReadyCheck>>;
}

export interface HealthServer extends AsyncDisposable {
  port: number;
}

/** Milliseconds that a check may take. */
const patience = 2_000;

/** /healthz (the process answers), /readyz (it can work), /metrics (Prometheus): all that the backend servers' ports carry. */
export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const server = createServer(listener(options));
  const port = await listen(server, options);
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listener({ metrics, checks }: HealthServerOptions): RequestListener {
  return async (request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    switch (request.url) {
      case '/healthz':
        return answer(200, { status: 'ok' });
      case '/readyz': {
        const failing = await failingChecks(checks);
        return answer(
          failing.length === 0 ? 200 : 503,
          failing.length === 0 ? { status: 'ready' } : { failing },
        );
      }
      case '/metrics':
        response.writeHead(200, { 'content-type': metrics.registry.contentType });
        return void response.end(await metrics.registry.metrics());
      default:
        return answer(404, { status: 'not found' });
    }
  };
}

/** Names of the checks that say no, throw or take too long. */
export async function failingChecks(checks: Readonly<Record<string, ReadyCheck>>): Promise<string[]> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ((await passes(check)) ? [] : [name])),
  );
  return results.flat();
}

async function passes(check: ReadyCheck): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, patience, false);
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
