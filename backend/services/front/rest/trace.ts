import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import type { Logger, Metrics } from '../../../runtime/index.ts';

const traces = new AsyncLocalStorage<string>();

/** The id of the call or the SEND that is being answered; it becomes the correlation id of the request it asks through the log. */
export const currentTrace = (): string | undefined => traces.getStore();

/** Everything that `work` does and waits for has this id. */
export const withTrace = <T>(trace: string, work: () => T): T => traces.run(trace, work);

interface Dependencies {
  logger: Logger;
  metrics: Metrics;
  nextTrace(): string;
}

/** Gives every call an id (`X-Request-Id`), a line in the log and a place in the metrics. */
export function traceRequests({ logger, metrics, nextTrace }: Dependencies): RequestHandler {
  return (request, response, next) => {
    const trace = nextTrace();
    const stop = metrics.httpSeconds.startTimer({ method: request.method });
    response.set('X-Request-Id', trace);
    response.on('finish', () => {
      // The route's pattern, not its path: labels must not hold ids.
      const route = String(request.route?.path ?? 'none');
      const status = response.statusCode;
      const seconds = stop({ route, status });
      logger.info(
        {
          'trace.id': trace,
          'http.request.method': request.method,
          'http.response.status_code': status,
          route,
          seconds,
        },
        'A request was answered.',
      );
    });
    traces.run(trace, next);
  };
}
